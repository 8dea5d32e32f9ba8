package io.grantkeeper.authzen;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How several evaluations of one call depend on each other. */
enum Semantic {
    EXECUTE_ALL,
    DENY_ON_FIRST_DENY,
    PERMIT_ON_FIRST_PERMIT;

    /** Whether nothing after this decision is looked at. */
    boolean endsAt(boolean permitted) {
        return switch (this) {
            case EXECUTE_ALL -> false;
            case DENY_ON_FIRST_DENY -> !permitted;
            case PERMIT_ON_FIRST_PERMIT -> permitted;
        };
    }

    static Optional<Semantic> ofCode(String code) {
        return Arrays.stream(values())
                .filter(semantic -> semantic.code().equals(code))
                .findFirst();
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(Semantic::code).toList();
    }

    private String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
