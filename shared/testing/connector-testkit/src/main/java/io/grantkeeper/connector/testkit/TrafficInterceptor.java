package io.grantkeeper.connector.testkit;

import java.util.Optional;
import java.util.Set;

/** Intercepts calls to the double and the double's responses. */
interface TrafficInterceptor {
    TrafficInterceptor NONE = new TrafficInterceptor() {};

    default Optional<InjectedFault> fault(ReceivedCall call) {
        return Optional.empty();
    }

    default ProviderDoubleResponse change(ProviderDoubleResponse answer) {
        return answer;
    }

    /** Changes a response. Override this method if the change depends on the call. */
    default ProviderDoubleResponse change(ReceivedCall call, ProviderDoubleResponse answer) {
        return change(answer);
    }

    /**
     * Injects a permanent fault. Starting with the call that has this number, every call to which the variant applies
     * fails, so that no retry helps.
     */
    static TrafficInterceptor failingFrom(int number, FaultVariant form) {
        return new TrafficInterceptor() {
            @Override
            public Optional<InjectedFault> fault(ReceivedCall call) {
                return call.number() >= number && form.appliesTo().test(call)
                        ? Optional.of(form.fault())
                        : Optional.empty();
            }
        };
    }

    /** Injects a permanent fault into the call with this number and all later calls. */
    static TrafficInterceptor failingFrom(int number, InjectedFault fault) {
        return failingFrom(number, new FaultVariant("", fault, Set.of(), _ -> true));
    }

    /** Injects a transient fault: only the call with this number fails. */
    static TrafficInterceptor failingOnce(int number, InjectedFault fault) {
        return new TrafficInterceptor() {
            @Override
            public Optional<InjectedFault> fault(ReceivedCall call) {
                return call.number() == number ? Optional.of(fault) : Optional.empty();
            }
        };
    }
}
