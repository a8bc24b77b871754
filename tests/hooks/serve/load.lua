-- What wrk sends: the requests of a list, "PATH TYPE" a line, in turn; and what came of it as JSON.
local requests, turn = {}, 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        local path, kind = line:match("^(%S+) (%S+)$")
        local file = assert(io.open(path, "rb"))
        requests[#requests + 1] = wrk.format("POST", "/v1/check", {["Content-Type"] = kind}, file:read("*a"))
        file:close()
    end
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function done(summary, latency, _)
    local errors = summary.errors
    io.write(string.format(
        '\n{"requests":%d,"seconds":%.3f,"sent":%d,"p50":%.3f,"p99":%.3f,"max":%.3f,' ..
        '"connect":%d,"read":%d,"write":%d,"status":%d,"timeout":%d}\n',
        summary.requests, summary.duration / 1e6, summary.bytes,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
        errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
