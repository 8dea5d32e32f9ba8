package io.grantkeeper.authzen;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rule that determines when the evaluation of a batch stops ({@code evaluations_semantic} in AuthZEN). */
enum EvaluationSemantic {
    EXECUTE_ALL,
    DENY_ON_FIRST_DENY,
    PERMIT_ON_FIRST_PERMIT;

    /** Returns whether evaluation stops after this decision. */
    boolean stopsAfter(boolean permitted) {
        return switch (this) {
            case EXECUTE_ALL -> false;
            case DENY_ON_FIRST_DENY -> !permitted;
            case PERMIT_ON_FIRST_PERMIT -> permitted;
        };
    }

    static Optional<EvaluationSemantic> ofCode(String code) {
        return Arrays.stream(values())
                .filter(semantic -> semantic.code().equals(code))
                .findFirst();
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(EvaluationSemantic::code).toList();
    }

    private String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
