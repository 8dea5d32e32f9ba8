package io.grantkeeper.behavior;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of networks, by who operates them. */
public enum PlaceKind {
    ISP,
    HOSTING,
    TOR,
    CORPORATE,
    MOBILE,
    VPN,
    UNKNOWN;

    /** Returns the names by which place files refer to the kinds. */
    static List<String> codes() {
        return Arrays.stream(values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static Optional<PlaceKind> named(String name) {
        for (PlaceKind kind : values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Returns the key under which a profile stores the kind. */
    long key() {
        return TextHashes.of(name());
    }

    /** Returns whether people, rather than servers, use networks of this kind. */
    boolean isPersonal() {
        return this == ISP || this == MOBILE;
    }

    String text() {
        return switch (this) {
            case ISP -> "an internet provider";
            case HOSTING -> "a hosting provider";
            case TOR -> "the Tor network";
            case CORPORATE -> "a company network";
            case MOBILE -> "a mobile network";
            case VPN -> "a VPN";
            case UNKNOWN -> "an unknown network";
        };
    }
}
