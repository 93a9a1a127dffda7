import { hash } from 'node:crypto';

/** A Lua script: Redis runs it as one step, which nothing else comes between. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

const script = (lua: string): Script => ({ lua, sha: hash('sha1', lua, 'hex') });

/**
 * Time of a space: that of Redis, which never runs back, with the offset that the control plane set; or frozen. Whole numbers
 * need no text to be told exactly.
 */
const clock = `
local function clock(head, latest, offset, frozen)
  local time = redis.call('TIME')
  local real = time[1] * 1000 + math.floor(time[2] / 1000)
  latest = tonumber(latest or '0')
  if real > latest then redis.call('HSET', head, 'latest', real) else real = latest end
  return real, tonumber(frozen or '') or real + tonumber(offset or '0')
end
local function exact(number) return string.format('%.17g', number) end
local function told(number) return number % 1 == 0 and number or exact(number) end
`;

/**
 * The three ways to count, as in the limiter in memory; a test holds the two to the same answers. `look` tells what is left, when
 * that is reset, and the state as it is now; `take` the state after it, and then the same.
 */
const counters = `
local ways = {}
local function isOpen(s, window, now) return s[2] and s[2] > 0 and now >= s[1] and now < s[1] + window end
ways['fixed-window'] = {
  look = function(s, limit, window, now)
    if isOpen(s, window, now) then return limit - s[2], s[1] + window, s end
    return limit, now, {}
  end,
  take = function(s, limit, window, now)
    local opened, spent = s[1] or now, (s[2] or 0) + 1
    return {opened, spent}, limit - spent, opened + window
  end,
  back = function(s, limit, window, now, at)
    if isOpen(s, window, now) and at >= s[1] then s[2] = s[2] - 1 end
    return s
  end,
}
local function within(s, window, now)
  local kept = {}
  for _, at in ipairs(s) do if at > now - window and at <= now then kept[#kept + 1] = at end end
  return kept
end
ways['sliding-window'] = {
  look = function(s, limit, window, now)
    local kept = within(s, window, now)
    local decisive = #kept >= limit and kept[#kept - limit + 1] or kept[#kept]
    return limit - #kept, decisive and decisive + window or now, kept
  end,
  take = function(s, limit, window, now)
    s[#s + 1] = now
    return s, limit - #s, s[#s >= limit and #s - limit + 1 or #s] + window
  end,
  back = function(s, limit, window, now, at)
    for index = #s, 1, -1 do if s[index] == at then table.remove(s, index) break end end
    return s
  end,
}
local function filled(parts, limit, window, now)
  local units = parts / window < 1 and 1 or limit
  return parts / window, now + math.max(0, math.ceil((units * window - parts) / limit))
end
ways['token-bucket'] = {
  look = function(s, limit, window, now)
    local gained = math.max(0, now - (s[2] or now)) * limit
    local parts = math.min(limit * window, (s[1] or limit * window) + gained)
    local left, resets = filled(parts, limit, window, now)
    return left, resets, {parts, now}
  end,
  take = function(s, limit, window, now)
    local parts = s[1] - window
    return {parts, s[2]}, filled(parts, limit, window, now)
  end,
  back = function(s, limit, window, now) return {math.min(limit * window, s[1] + window), s[2]} end,
}
local meanings = {}
local function meaning(words)
  if not meanings[words] then
    local name, limit, window = string.match(words, '^(%S+) (%S+) (%S+)')
    meanings[words] = {words = words, name = name, way = ways[name], limit = tonumber(limit), window = tonumber(window)}
  end
  return meanings[words]
end
local function numbersIn(raw, from)
  local one, another = string.match(raw, '^(%S+) (%S+)$', from)
  if one then return {tonumber(one), tonumber(another)} end
  local s = {}
  for word in string.gmatch(string.sub(raw, from), '%S+') do s[#s + 1] = tonumber(word) end
  return s
end
local function stored(raw, tier)
  if not raw then return {} end
  local length = #tier.words
  if string.sub(raw, 1, length + 1) == tier.words .. ' ' then return numbersIn(raw, length + 2) end
  local words = string.match(raw, '^%S+ %S+ %S+')
  local before = meaning(words)
  local goesOn = before.name == tier.name and before.window == tier.window
    and (tier.name ~= 'token-bucket' or before.limit == tier.limit)
  return goesOn and numbersIn(raw, #words + 2) or {}
end
local function written(tier, s)
  if #s == 2 then return string.format('%s %.17g %.17g', tier.words, s[1], s[2]) end
  local words = {tier.words}
  for index, number in ipairs(s) do words[index + 1] = exact(number) end
  return table.concat(words, ' ')
end
local function prune(key, now)
  local some = redis.call('HRANDFIELD', key, 8, 'WITHVALUES')
  for index = 1, #some, 2 do
    local tier = meaning(string.match(some[index + 1], '^%S+ %S+ %S+'))
    local _, resets = tier.way.look(stored(some[index + 1], tier), tier.limit, tier.window, now)
    if resets <= now then redis.call('HDEL', key, some[index]) end
  end
end
`;

/** Writes rows in the order in which they first came: a list shows them so. The clock is kept beside them, for scripts. */
const rows = `
local function write(head, rows, changes)
  for _, change in ipairs(changes) do
    local key, value = change[1], change[2]
    if value == cjson.null then redis.call('HDEL', rows, key)
    else
      local old = redis.call('HGET', rows, key)
      local seq = old and string.match(old, '^%d+') or redis.call('HINCRBY', head, 'seq', 1)
      redis.call('HSET', rows, key, seq .. ' ' .. value)
    end
    if key == 'clock ' then
      local setting = cjson.decode(value)
      redis.call('HSET', head, 'offset', exact(setting.offsetMs))
      if setting.frozenAtMs then redis.call('HSET', head, 'frozen', exact(setting.frozenAtMs))
      else redis.call('HDEL', head, 'frozen') end
    end
  end
end
`;

/**
 * The one round trip of the requests that came together. Is the copy of the space that decided them current? If so, units are
 * taken from its limits for one after the other, of a request group by group, all or none; what a request used is noted if
 * it got them; and the lock is given to it if it wants to write. Else the instance learns what it has missed.
 *
 * KEYS: head log counters lock used usedAt. ARGV: version, token or '', lock ms, number of the last use known; then what the
 * requests ask about, each after how many there are: tiers, counters (and of each the number of its tier), keys of
 * credentials; then of each request: the instant from which on it would be decided otherwise or '', what it uses (how many, and
 * their numbers), and its groups (how many, and of each how many units, and the numbers of their counters, negative if they
 * are only looked at).
 *
 * The answer: 'ok', time, real time, number of the last use, what others used; then of each request -1 if it came too late, 0 if
 * there was room, or the first unit of the group that had none, counted from 1; and four numbers for each unit up to the end of
 * that group: what is left and when that is reset, with the unit and without it.
 */
export const confirm = script(`${clock}${counters}
local head = KEYS[1]
local version, uses, latest, offset, frozen = unpack(redis.call('HMGET', head, 'version', 'uses', 'latest', 'offset', 'frozen'))
if not version then return {'gone'} end
local real, now = clock(head, latest, offset, frozen)
local answer = {'ok', told(now), told(real)}
if version ~= ARGV[1] then
  answer[1] = 'stale'
  local missed = tonumber(string.match(version, '^%d+')) - (tonumber(string.match(ARGV[1], '^%d+') or '') or -1)
  local mine = missed > 0 and redis.call('LINDEX', KEYS[2], -missed - 1)
  if not mine or string.match(mine, '^%S+') ~= ARGV[1] then return answer end
  for _, entry in ipairs(redis.call('LRANGE', KEYS[2], -missed, -1)) do answer[#answer + 1] = entry end
  return answer
end
if ARGV[2] ~= '' then
  local holder = redis.call('GET', KEYS[4])
  if holder and holder ~= ARGV[2] then return {'busy', told(now), told(real)} end
  redis.call('SET', KEYS[4], ARGV[2], 'PX', ARGV[3])
end
uses = tonumber(uses or '0')
local used = {}
if uses > tonumber(ARGV[4]) then
  for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[5], '(' .. ARGV[4], '+inf')) do
    used[#used + 1] = key
    used[#used + 1] = redis.call('HGET', KEYS[6], key)
  end
end
answer[5] = used
local fieldsAt = 6 + tonumber(ARGV[5])
local fields = tonumber(ARGV[fieldsAt])
local tiersAt = fieldsAt + fields
local keysAt = tiersAt + fields + 1
local at, size = keysAt + tonumber(ARGV[keysAt]) + 1, 5
local tiers, states, isChanged, units = {}, {}, {}, {}
if fields > 0 then
  local raw = redis.call('HMGET', KEYS[3], unpack(ARGV, fieldsAt + 1, tiersAt))
  for field = 1, fields do
    local tier = meaning(ARGV[5 + tonumber(ARGV[tiersAt + field])])
    tiers[field], states[field] = tier, stored(raw[field], tier)
  end
end
local isUsed, usedNow, times, changes = {}, {}, {}, {}
while ARGV[at] do
  local isLate = ARGV[at] ~= '' and now >= tonumber(ARGV[at])
  local firstUse = at + 2
  local groupsAt = firstUse + tonumber(ARGV[at + 1])
  local code, codeAt, unit = isLate and -1 or 0, size + 1, 0
  size = codeAt
  at = groupsAt + 1
  for _ = 1, tonumber(ARGV[groupsAt]) do
    local count, first = tonumber(ARGV[at]), unit + 1
    for number = at + 1, code == 0 and at + count or at do
      local field = tonumber(ARGV[number])
      unit = unit + 1
      units[unit] = field
      if field < 0 then field = -field end
      local tier = tiers[field]
      local left, resets, s = tier.way.look(states[field], tier.limit, tier.window, now)
      states[field] = s
      if left < 1 then code = first end
      left, resets = told(left), told(resets)
      answer[size + 1], answer[size + 2], answer[size + 3], answer[size + 4] = left, resets, left, resets
      size = size + 4
    end
    at = at + count + 1
  end
  answer[codeAt] = code
  if code == 0 then
    for index = 1, unit do
      local field = units[index]
      if field > 0 then
        local tier = tiers[field]
        local s, left, resets = tier.way.take(states[field], tier.limit, tier.window, now)
        states[field], isChanged[field] = s, true
        answer[codeAt + 4 * index - 3], answer[codeAt + 4 * index - 2] = told(left), told(resets)
      end
    end
    for use = firstUse, groupsAt - 1 do
      local key = ARGV[keysAt + tonumber(ARGV[use])]
      if not isUsed[key] then
        isUsed[key] = true
        uses = uses + 1
        usedNow[#usedNow + 1], usedNow[#usedNow + 2] = uses, key
        times[#times + 1], times[#times + 2] = key, exact(now)
      end
    end
  end
end
for field = 1, fields do
  if isChanged[field] then
    changes[#changes + 1], changes[#changes + 2] = ARGV[fieldsAt + field], written(tiers[field], states[field])
  end
end
if #changes > 0 then
  redis.call('HSET', KEYS[3], unpack(changes))
  if redis.call('HLEN', KEYS[3]) > 20000 then prune(KEYS[3], now) end
end
if #usedNow > 0 then
  redis.call('ZADD', KEYS[5], unpack(usedNow))
  redis.call('HSET', KEYS[6], unpack(times))
  redis.call('HSET', head, 'uses', uses)
end
answer[4] = uses
return answer
`);

/**
 * What a call came to: changed rows, units to give back, uses, and the end of the lock. The rows are written only if
 * nobody else has changed the space since, and nobody else holds the lock.
 *
 * KEYS: head log counters lock used usedAt rows. ARGV: version, new version, token or '', changes, units, uses,
 * `replace` to drop what there was.
 */
export const keep = script(`${clock}${counters}${rows}
local head = KEYS[1]
local version, latest, offset, frozen = unpack(redis.call('HMGET', head, 'version', 'latest', 'offset', 'frozen'))
if not version then return 'gone' end
local real, now = clock(head, latest, offset, frozen)
local holder = redis.call('GET', KEYS[4])
local changes = cjson.decode(ARGV[4])
if #changes > 0 then
  if version ~= ARGV[1] or (holder or '') ~= ARGV[3] then return 'lost' end
  if ARGV[7] == 'replace' then
    redis.call('DEL', KEYS[7], KEYS[3], KEYS[5], KEYS[6])
    redis.call('DEL', KEYS[2])
  end
  write(head, KEYS[7], changes)
  redis.call('HSET', head, 'version', ARGV[2])
  redis.call('RPUSH', KEYS[2], ARGV[2] .. ' ' .. (ARGV[7] == 'replace' and '' or ARGV[4]))
  redis.call('LTRIM', KEYS[2], -1000, -1)
end
if ARGV[3] ~= '' and holder == ARGV[3] then redis.call('DEL', KEYS[4]) end
for _, unit in ipairs(cjson.decode(ARGV[5])) do
  local field, words, at = unpack(unit)
  local tier = meaning(words)
  local _, _, s = tier.way.look(stored(redis.call('HGET', KEYS[3], field), tier), tier.limit, tier.window, now)
  redis.call('HSET', KEYS[3], field, written(tier, tier.way.back(s, tier.limit, tier.window, now, at)))
end
for _, use in ipairs(cjson.decode(ARGV[6])) do
  redis.call('ZADD', KEYS[5], redis.call('HINCRBY', head, 'uses', 1), use[1])
  redis.call('HSET', KEYS[6], use[1], exact(use[2]))
end
return 'ok'
`);

/** A new space, unless there is one. KEYS: head log rows spaces. ARGV: version, rows, name. */
export const found = script(`${clock}${rows}
if redis.call('EXISTS', KEYS[1]) == 1 then return 'exists' end
redis.call('DEL', KEYS[2], KEYS[3])
write(KEYS[1], KEYS[3], cjson.decode(ARGV[2]))
redis.call('HSET', KEYS[1], 'version', ARGV[1])
redis.call('RPUSH', KEYS[2], ARGV[1] .. ' ')
redis.call('SADD', KEYS[4], ARGV[3])
return 'made'
`);

/** All of a space at one instant. KEYS: head rows usedAt. */
export const load = script(`${clock}
local version, uses, latest, offset, frozen = unpack(redis.call('HMGET', KEYS[1], 'version', 'uses', 'latest', 'offset', 'frozen'))
if not version then return {'gone'} end
local real, now = clock(KEYS[1], latest, offset, frozen)
return {version, told(now), told(real), tonumber(uses or '0'), redis.call('HGETALL', KEYS[2]), redis.call('HGETALL', KEYS[3])}
`);
