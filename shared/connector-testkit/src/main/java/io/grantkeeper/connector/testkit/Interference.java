package io.grantkeeper.connector.testkit;

import java.util.Optional;

/** What happens to calls on their way to the double, and to answers on their way back. */
interface Interference {
    Interference NONE = new Interference() {};

    default Optional<Fault> fault(Call call) {
        return Optional.empty();
    }

    default Answer change(Answer answer) {
        return answer;
    }

    /** Trouble that lasts: the call with this number fails, and all after it, so that no retry helps. */
    static Interference from(int number, Fault fault) {
        return new Interference() {
            @Override
            public Optional<Fault> fault(Call call) {
                return call.number() >= number ? Optional.of(fault) : Optional.empty();
            }
        };
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
