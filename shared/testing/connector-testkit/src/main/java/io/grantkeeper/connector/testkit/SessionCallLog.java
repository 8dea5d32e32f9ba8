package io.grantkeeper.connector.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers and records all calls of one session, whichever server they go to. */
final class SessionCallLog {
    private final TrafficInterceptor interference;
    private final List<ReceivedCall> calls = new ArrayList<>();

    SessionCallLog(TrafficInterceptor interference) {
        this.interference = interference;
    }

    synchronized ReceivedCall number(
            String server, String method, String path, String query, Map<String, String> headers) {
        ReceivedCall call = new ReceivedCall(calls.size() + 1, server, method, path, query, headers);
        calls.add(call);
        return call;
    }

    Optional<InjectedFault> fault(ReceivedCall call) {
        return interference.fault(call);
    }

    DoubleResponse change(ReceivedCall call, DoubleResponse answer) {
        return interference.change(call, answer);
    }

    synchronized List<ReceivedCall> calls() {
        return List.copyOf(calls);
    }
}
