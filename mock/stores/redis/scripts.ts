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

/** The three ways to count, as in the limiter in memory; a test holds the two to the same answers. */
const counters = `
local ways = {}
local function isOpen(s, window, now) return s[2] and s[2] > 0 and now >= s[1] and now < s[1] + window end
ways['fixed-window'] = {
  look = function(s, limit, window, now)
    if isOpen(s, window, now) then return limit - s[2], s[1] + window, s end
    return limit, now, {}
  end,
  take = function(s, limit, window, now) return {s[1] or now, (s[2] or 0) + 1} end,
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
  take = function(s, limit, window, now) s[#s + 1] = now return s end,
  back = function(s, limit, window, now, at)
    for index = #s, 1, -1 do if s[index] == at then table.remove(s, index) break end end
    return s
  end,
}
ways['token-bucket'] = {
  look = function(s, limit, window, now)
    local gained = math.max(0, now - (s[2] or now)) * limit
    local parts = math.min(limit * window, (s[1] or limit * window) + gained)
    local units = parts / window < 1 and 1 or limit
    return parts / window, now + math.max(0, math.ceil((units * window - parts) / limit)), {parts, now}
  end,
  take = function(s, limit, window, now) return {s[1] - window, s[2]} end,
  back = function(s, limit, window, now) return {math.min(limit * window, s[1] + window), s[2]} end,
}
local meanings = {}
local function meaning(tier)
  if not meanings[tier] then
    local name, limit, window = string.match(tier, '^(%S+) (%S+) (%S+)')
    meanings[tier] = {name = name, way = ways[name], limit = tonumber(limit), window = tonumber(window)}
  end
  return meanings[tier]
end
local function numbersIn(raw, from)
  local s = {}
  for word in string.gmatch(string.sub(raw, from), '%S+') do s[#s + 1] = tonumber(word) end
  return s
end
local function stored(raw, tier)
  if not raw then return {} end
  if string.sub(raw, 1, #tier + 1) == tier .. ' ' then return numbersIn(raw, #tier + 2) end
  local words = string.match(raw, '^%S+ %S+ %S+')
  local before, now = meaning(words), meaning(tier)
  local goesOn = before.name == now.name and before.window == now.window
    and (now.name ~= 'token-bucket' or before.limit == now.limit)
  return goesOn and numbersIn(raw, #words + 1) or {}
end
local function store(key, field, tier, s)
  local words = {tier}
  for _, number in ipairs(s) do words[#words + 1] = exact(number) end
  redis.call('HSET', key, field, table.concat(words, ' '))
end
local function prune(key, now)
  local some = redis.call('HRANDFIELD', key, 8, 'WITHVALUES')
  for index = 1, #some, 2 do
    local tier = string.match(some[index + 1], '^%S+ %S+ %S+')
    local is = meaning(tier)
    local _, resets = is.way.look(stored(some[index + 1], tier), is.limit, is.window, now)
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
 * KEYS: head log counters lock used usedAt. ARGV: version, token or '', lock ms, number of the last use known; then of each
 * request: the instant from which on it would be decided otherwise or '', what it used (a number of them, and so many),
 * and its groups (a number of them, and each a number of units and so many of field, tier, and whether it is taken or
 * only looked at).
 *
 * The answer: 'ok', time, real time, number of the last use, what others used; then of each request -1 if it came too late;
 * 0 and four numbers for each unit, what is left and when that is reset, with it and without it; or the first unit of the group
 * that had no room, counted from 1, and two numbers for each of that group.
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
local at, size = 5, 5
local function tell(number)
  size = size + 1
  answer[size] = told(number)
end
local states, changed, isUsed, usedNow, isCounted = {}, {}, {}, {}, false
while ARGV[at] do
  local isLate = ARGV[at] ~= '' and now >= tonumber(ARGV[at])
  local firstUse = at + 2
  local groups = firstUse + tonumber(ARGV[at + 1])
  at = groups + 1
  local code, units, readings, own, index = isLate and -1 or 0, {}, {}, {}, 0
  for _ = 1, tonumber(ARGV[groups]) do
    local count = tonumber(ARGV[at])
    at = at + 1
    local first = index + 1
    local isEmpty = false
    for _ = 1, count do
      if code == 0 then
        local field, tier = ARGV[at], ARGV[at + 1]
        local is = meaning(tier)
        local before = own[field] or states[field] or stored(redis.call('HGET', KEYS[3], field), tier)
        local left, resets, s = is.way.look(before, is.limit, is.window, now)
        if left < 1 then isEmpty = true end
        index = index + 1
        own[field] = s
        units[index] = at
        readings[2 * index - 1], readings[2 * index] = left, resets
      end
      at = at + 3
    end
    if isEmpty then code = first
    elseif code == 0 then
      for unit = first, index do
        local field, is = ARGV[units[unit]], meaning(ARGV[units[unit] + 1])
        if ARGV[units[unit] + 2] == 'take' then own[field] = is.way.take(own[field], is.limit, is.window, now) end
      end
    end
  end
  tell(code)
  if code > 0 then
    for number = 2 * code - 1, 2 * index do tell(readings[number]) end
  elseif code == 0 then
    for unit = 1, index do
      local field, tier = ARGV[units[unit]], ARGV[units[unit] + 1]
      local left, resets = readings[2 * unit - 1], readings[2 * unit]
      states[field] = own[field]
      if ARGV[units[unit] + 2] == 'take' then
        changed[field] = tier
        isCounted = true
        local is = meaning(tier)
        local leftNow, resetsNow = is.way.look(own[field], is.limit, is.window, now)
        tell(leftNow)
        tell(resetsNow)
      else
        tell(left)
        tell(resets)
      end
      tell(left)
      tell(resets)
    end
    for use = firstUse, groups - 1 do
      if not isUsed[ARGV[use]] then
        isUsed[ARGV[use]] = true
        usedNow[#usedNow + 1] = ARGV[use]
      end
    end
  end
end
for field, tier in pairs(changed) do store(KEYS[3], field, tier, states[field]) end
if isCounted and redis.call('HLEN', KEYS[3]) > 20000 then prune(KEYS[3], now) end
for _, key in ipairs(usedNow) do
  uses = uses + 1
  redis.call('ZADD', KEYS[5], uses, key)
  redis.call('HSET', KEYS[6], key, exact(now))
end
if #usedNow > 0 then redis.call('HSET', head, 'uses', uses) end
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
  local field, tier, at = unpack(unit)
  local is = meaning(tier)
  local _, _, s = is.way.look(stored(redis.call('HGET', KEYS[3], field), tier), is.limit, is.window, now)
  store(KEYS[3], field, tier, is.way.back(s, is.limit, is.window, now, at))
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
