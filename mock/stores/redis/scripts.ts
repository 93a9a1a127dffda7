import { hash } from 'node:crypto';

/** A Lua script: Redis runs it as one step, which nothing else comes between. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

const script = (lua: string): Script => ({ lua, sha: hash('sha1', lua, 'hex') });

/** Time of a space: that of Redis, which never runs back, with the offset that the control plane set; or frozen. */
const clock = `
local function clock(head)
  local known = redis.call('HMGET', head, 'latest', 'offset', 'frozen')
  local time = redis.call('TIME')
  local real = time[1] * 1000 + math.floor(time[2] / 1000)
  local latest = tonumber(known[1] or '0')
  if real > latest then redis.call('HSET', head, 'latest', real) else real = latest end
  return real, tonumber(known[3] or '') or real + tonumber(known[2] or '0')
end
local function exact(number) return string.format('%.17g', number) end
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
local function stored(raw)
  local s, index = {}, 0
  for word in string.gmatch(raw or '', '%S+') do
    index = index + 1
    if index > 3 then s[#s + 1] = tonumber(word) end
  end
  return s
end
local function store(key, field, way, limit, window, s)
  local words = {way, exact(limit), exact(window)}
  for _, number in ipairs(s) do words[#words + 1] = exact(number) end
  redis.call('HSET', key, field, table.concat(words, ' '))
end
local function prune(key, now)
  local some = redis.call('HRANDFIELD', key, 8, 'WITHVALUES')
  for index = 1, #some, 2 do
    local way, limit, window = string.match(some[index + 1], '^(%S+) (%S+) (%S+)')
    local _, resets = ways[way].look(stored(some[index + 1]), tonumber(limit), tonumber(window), now)
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
 * The one round trip of a request. Is the copy of the space that decided current? If so, units are taken from its limits,
 * group by group, all or none, and the lock if it wants to write. Else it learns what it has missed.
 *
 * KEYS: head log counters lock used usedAt. ARGV: version, token or '', lock ms, number of the last use known, claims.
 */
export const confirm = script(`${clock}${counters}
local version, uses = unpack(redis.call('HMGET', KEYS[1], 'version', 'uses'))
if not version then return {'gone'} end
local real, now = clock(KEYS[1])
local answer = {'ok', exact(now), exact(real)}
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
  if holder and holder ~= ARGV[2] then return {'busy', exact(now), exact(real)} end
  redis.call('SET', KEYS[4], ARGV[2], 'PX', ARGV[3])
end
local used = {}
if tonumber(uses or '0') > tonumber(ARGV[4]) then
  for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[5], '(' .. ARGV[4], '+inf')) do
    used[#used + 1] = key
    used[#used + 1] = redis.call('HGET', KEYS[6], key)
  end
end
answer[4] = tonumber(uses or '0')
answer[5] = used
answer[6] = 0
local readings, cache, taken = {}, {}, {}
local claims = cjson.decode(ARGV[5])
local index = 1
while index <= #claims do
  local group, first, isEmpty = claims[index][1], index, false
  while claims[index] and claims[index][1] == group do
    local _, field, name, limit, window = unpack(claims[index])
    local way = ways[name]
    local left, resets, s = way.look(cache[field] or stored(redis.call('HGET', KEYS[3], field)), limit, window, now)
    cache[field] = s
    if left < 1 then isEmpty = true end
    readings[index] = {left, resets}
    index = index + 1
  end
  if isEmpty then
    answer[6] = first
    local last = index - 1
    local found = {}
    for at = first, last do
      found[#found + 1] = exact(readings[at][1])
      found[#found + 1] = exact(readings[at][2])
    end
    answer[7] = found
    return answer
  end
  for at = first, index - 1 do
    local _, field, name, limit, window = unpack(claims[at])
    cache[field] = ways[name].take(cache[field], limit, window, now)
  end
end
local found = {}
for at, claim in ipairs(claims) do
  local _, field, name, limit, window = unpack(claim)
  store(KEYS[3], field, name, limit, window, cache[field])
  local left, resets = ways[name].look(cache[field], limit, window, now)
  for _, number in ipairs({left, resets, readings[at][1], readings[at][2]}) do found[#found + 1] = exact(number) end
end
answer[7] = found
if #claims > 0 and redis.call('HLEN', KEYS[3]) > 20000 then prune(KEYS[3], now) end
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
local version = redis.call('HGET', KEYS[1], 'version')
if not version then return 'gone' end
local real, now = clock(KEYS[1])
local holder = redis.call('GET', KEYS[4])
local changes = cjson.decode(ARGV[4])
if #changes > 0 then
  if version ~= ARGV[1] or (holder or '') ~= ARGV[3] then return 'lost' end
  if ARGV[7] == 'replace' then
    redis.call('DEL', KEYS[7], KEYS[3], KEYS[5], KEYS[6])
    redis.call('DEL', KEYS[2])
  end
  write(KEYS[1], KEYS[7], changes)
  redis.call('HSET', KEYS[1], 'version', ARGV[2])
  redis.call('RPUSH', KEYS[2], ARGV[2] .. ' ' .. (ARGV[7] == 'replace' and '' or ARGV[4]))
  redis.call('LTRIM', KEYS[2], -1000, -1)
end
if ARGV[3] ~= '' and holder == ARGV[3] then redis.call('DEL', KEYS[4]) end
for _, unit in ipairs(cjson.decode(ARGV[5])) do
  local field, name, limit, window, at = unpack(unit)
  local _, _, s = ways[name].look(stored(redis.call('HGET', KEYS[3], field)), limit, window, now)
  store(KEYS[3], field, name, limit, window, ways[name].back(s, limit, window, now, at))
end
for _, use in ipairs(cjson.decode(ARGV[6])) do
  redis.call('ZADD', KEYS[5], redis.call('HINCRBY', KEYS[1], 'uses', 1), use[1])
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
local version, uses = unpack(redis.call('HMGET', KEYS[1], 'version', 'uses'))
if not version then return {'gone'} end
local real, now = clock(KEYS[1])
return {version, exact(now), exact(real), tonumber(uses or '0'), redis.call('HGETALL', KEYS[2]), redis.call('HGETALL', KEYS[3])}
`);
