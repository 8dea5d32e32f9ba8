package io.grantkeeper.connector.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers and records all calls of one session, whichever server they go to. */
final class SessionCallLog {
    private final TrafficInterceptor interceptor;
    private final List<ReceivedCall> calls = new ArrayList<>();

    SessionCallLog(TrafficInterceptor interceptor) {
        this.interceptor = interceptor;
    }

    synchronized ReceivedCall number(
            String server, String method, String path, String query, Map<String, String> headers) {
        ReceivedCall call = new ReceivedCall(calls.size() + 1, server, method, path, query, headers);
        calls.add(call);
        return call;
    }

    Optional<InjectedFault> fault(ReceivedCall call) {
        return interceptor.fault(call);
    }

    ProviderDoubleResponse change(ReceivedCall call, ProviderDoubleResponse answer) {
        return interceptor.change(call, answer);
    }

    synchronized List<ReceivedCall> calls() {
        return List.copyOf(calls);
    }
}
