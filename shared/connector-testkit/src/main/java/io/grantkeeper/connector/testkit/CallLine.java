package io.grantkeeper.connector.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers and remembers the calls of one session, over all servers that it speaks to. */
final class CallLine {
    private final Interference interference;
    private final List<Call> calls = new ArrayList<>();

    CallLine(Interference interference) {
        this.interference = interference;
    }

    synchronized Call number(String server, String method, String path, String query, Map<String, String> headers) {
        Call call = new Call(calls.size() + 1, server, method, path, query, headers);
        calls.add(call);
        return call;
    }

    Optional<Fault> fault(Call call) {
        return interference.fault(call);
    }

    Answer change(Call call, Answer answer) {
        return interference.change(call, answer);
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }
}
