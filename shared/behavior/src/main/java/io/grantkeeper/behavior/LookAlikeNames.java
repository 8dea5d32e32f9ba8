package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names of known apps, keyed by their skeleton. The skeleton is the name with each character replaced by a
 * representative of the characters that look like it. Two names with the same skeleton but different letters look
 * alike.
 */
final class LookAlikeNames {
    private static final int MOST_NAMES = 20_000;
    private static final int SHORTEST = 4;
    private static final int LONG = 8;

    /** The vendors that consent pages often imitate. */
    private static final List<String> VENDORS = List.of(
            "microsoft",
            "google",
            "slack",
            "zoom",
            "docusign",
            "salesforce",
            "github",
            "dropbox",
            "atlassian",
            "notion",
            "okta",
            "adobe",
            "openai",
            "anthropic",
            "zendesk",
            "hubspot",
            "sharepoint",
            "onedrive",
            "outlook",
            "teams",
            "workday",
            "servicenow",
            "snowflake",
            "asana",
            "calendly",
            "grammarly",
            "linkedin");

    /** A known name, and whether it is in use; the identity is null if the name was loaded from a store. */
    private record Known(
            String stem,
            String subject,
            String name,
            @Nullable TrackedIdentity identity) {
        /** Returns whether the app was ever used. An app that was loaded from a store counts as used. */
        boolean isInUse() {
            return identity == null || !identity.profile.isEmpty();
        }
    }

    private final Map<String, Known> bySkeleton = new HashMap<>();
    private final Map<String, Known> byName = new HashMap<>();
    private boolean changed;

    /** Adds an identity's name. The first identity with a skeleton is the original. */
    void add(TrackedIdentity identity) {
        if (!identity.hasUnlistedName() || bySkeleton.size() >= MOST_NAMES) {
            return;
        }
        String stem = identity.stem().toLowerCase(Locale.ROOT);
        add(new Known(stem, identity.subject, identity.name(), identity));
        identity.nameIsListed();
        changed = true;
    }

    private void add(Known known) {
        byName.putIfAbsent(known.name().toLowerCase(Locale.ROOT), known);
        if (known.stem().length() >= SHORTEST) {
            bySkeleton.putIfAbsent(skeleton(known.stem()), known);
        }
    }

    /** Returns whether names have been added since this object was loaded. */
    boolean isChanged() {
        return changed;
    }

    /** Returns the form in which these names are stored. */
    StoredProfile save() {
        StoredProfile.Builder stored = StoredProfile.builder();
        byName.values().stream()
                .filter(Known::isInUse)
                .forEach(known -> stored.add(
                        ProfileSection.NAMES,
                        TextHashes.of(known.subject()),
                        ProfileValue.of(known.subject() + "\n" + known.name())));
        return stored.build();
    }

    /** Adds the names of a stored profile. */
    void load(StoredProfile stored) {
        stored.section(ProfileSection.NAMES).values().forEach(value -> {
            int end = value.text().indexOf('\n');
            String name = value.text().substring(end + 1);
            add(new Known(
                    TrackedIdentity.stem(name).toLowerCase(Locale.ROOT),
                    value.text().substring(0, Math.max(0, end)),
                    name,
                    null));
        });
    }

    /** Returns whether another app that is in use has exactly the same name. */
    boolean isTaken(TrackedIdentity newcomer) {
        Known original = byName.get(newcomer.name().toLowerCase(Locale.ROOT));
        return original != null && !original.subject().equals(newcomer.subject) && original.isInUse();
    }

    /** Returns the known name that a new app's name imitates. */
    Optional<String> imitated(String name, TrackedIdentity newcomer) {
        String stem = newcomer.stem().toLowerCase(Locale.ROOT);
        if (stem.length() < SHORTEST) {
            return Optional.empty();
        }
        String skeleton = skeleton(stem);
        Known known = bySkeleton.get(skeleton);
        if (known != null
                && !known.subject().equals(newcomer.subject)
                && !known.stem().equals(stem)) {
            return Optional.of(known.name());
        }
        if (stem.length() >= LONG) {
            for (Known other : bySkeleton.values()) {
                if (!other.subject().equals(newcomer.subject)
                        && other.stem().length() >= LONG
                        && differByOneLetter(other.stem(), stem)) {
                    return Optional.of(other.name());
                }
            }
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return VENDORS.stream()
                .filter(vendor -> skeleton.contains(skeleton(vendor)) && !lower.contains(vendor))
                .filter(vendor -> vendor.length() > 5
                        || Arrays.stream(lower.split("[^\\p{L}\\p{N}]+", -1))
                                .anyMatch(word -> skeleton(word).equals(skeleton(vendor))))
                .findFirst();
    }

    /** Returns whether inserting, deleting or replacing one letter turns one string into the other. */
    static boolean differByOneLetter(String one, String other) {
        String shorter = one.length() <= other.length() ? one : other;
        String longer = one.length() <= other.length() ? other : one;
        if (longer.length() - shorter.length() > 1 || shorter.equals(longer)) {
            return false;
        }
        int same = 0;
        while (same < shorter.length() && shorter.charAt(same) == longer.charAt(same)) {
            same++;
        }
        int skip = longer.length() == shorter.length() ? 1 : 0;
        return shorter.substring(Math.min(shorter.length(), same + skip)).equals(longer.substring(same + 1))
                && Character.isLetter(longer.charAt(same));
    }

    /**
     * Returns the skeleton of a name: the name without marks and separators, and with one letter for each group of
     * similar letters.
     */
    static String skeleton(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = fold(plain.charAt(i));
            if (c == 'n' && !letters.isEmpty() && letters.charAt(letters.length() - 1) == 'r') {
                letters.setCharAt(letters.length() - 1, 'm');
            } else if (c == 'v' && !letters.isEmpty() && letters.charAt(letters.length() - 1) == 'v') {
                letters.setCharAt(letters.length() - 1, 'w');
            } else if (c != 0) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static char fold(char c) {
        return switch (c) {
            case 'l', '1', '|', '!', 'í', 'ı', '\u0456', '\u04cf', '\u03b9' -> 'i';
            case '0', '\u043e', '\u03bf' -> 'o';
            case '5', '\u0455' -> 's';
            case '3', '\u0435' -> 'e';
            case '4', '\u0430', '\u03b1' -> 'a';
            case '\u0440', '\u03c1' -> 'p';
            case '\u0441' -> 'c';
            case '\u0445' -> 'x';
            case '\u0443' -> 'y';
            case '\u043d' -> 'h';
            case '\u043a' -> 'k';
            case '\u0442' -> 't';
            case '\u043c' -> 'm';
            default -> Character.isLetter(c) ? c : 0;
        };
    }
}
