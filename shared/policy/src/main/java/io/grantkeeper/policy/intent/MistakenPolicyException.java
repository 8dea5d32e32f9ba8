package io.grantkeeper.policy.intent;

import java.util.List;
import java.util.stream.Collectors;

/** Documents that cannot be read, with everything that is wrong in them. */
public final class MistakenPolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Mistake> mistakes;

    public MistakenPolicyException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
