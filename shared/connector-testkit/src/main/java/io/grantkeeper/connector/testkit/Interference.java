package io.grantkeeper.connector.testkit;

import java.util.Optional;
import java.util.Set;

/** What happens to calls on their way to the double, and to answers on their way back. */
interface Interference {
    Interference NONE = new Interference() {};

    default Optional<Fault> fault(Call call) {
        return Optional.empty();
    }

    default Answer change(Answer answer) {
        return answer;
    }

    /** The same, where it matters which call is answered. */
    default Answer change(Call call, Answer answer) {
        return change(answer);
    }

    /**
     * Trouble that lasts: the call with this number fails, and all after it that can be answered so, so that no retry
     * helps.
     */
    static Interference from(int number, FaultForm form) {
        return new Interference() {
            @Override
            public Optional<Fault> fault(Call call) {
                return call.number() >= number && form.appliesTo().test(call)
                        ? Optional.of(form.fault())
                        : Optional.empty();
            }
        };
    }

    /** Trouble that lasts, on every call. */
    static Interference from(int number, Fault fault) {
        return from(number, new FaultForm("", fault, Set.of(), _ -> true));
    }

    /** Trouble that passes: only the call with this number fails. */
    static Interference once(int number, Fault fault) {
        return new Interference() {
            @Override
            public Optional<Fault> fault(Call call) {
                return call.number() == number ? Optional.of(fault) : Optional.empty();
            }
        };
    }
}
