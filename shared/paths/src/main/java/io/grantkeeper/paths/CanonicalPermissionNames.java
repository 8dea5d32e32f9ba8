package io.grantkeeper.paths;

import io.grantkeeper.permissions.PermissionVocabularies;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Determines the canonical names of permissions and roles. A permission then matches its rule in every form in which a
 * vendor writes it: an address, an id, different capitalization, or a role's display name.
 */
final class CanonicalPermissionNames {
    private static final String ROLE = "role:";
    private static final Map<String, String> ROLES = roles();

    private CanonicalPermissionNames() {}

    /** Returns the canonical name of a permission that is given in the vendor's spelling. */
    static String canonical(String provider, String written) {
        String name = written.strip();
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith(ROLE) && !provider.equals("aws")) {
            return ROLE + role(provider, name.substring(ROLE.length()));
        }
        return switch (provider) {
            case "github" -> lower.replace(" ", "").replace('=', ':').replace('-', '_');
            case "google" -> googleScope(lower);
            case "microsoft" -> microsoftName(name);
            case "aws" -> lastSegment(lower.startsWith(ROLE) ? lower.substring(ROLE.length()) : lower);
            default -> lower;
        };
    }

    /** Returns the canonical name of a role, without a prefix. The name contains only letters and digits. */
    static String role(String provider, String written) {
        StringBuilder letters = new StringBuilder();
        written.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        String name = letters.toString().replace("administrator", "admin");
        return ROLES.getOrDefault(provider + ' ' + name, name);
    }

    private static String googleScope(String lower) {
        if (lower.startsWith("https://mail.google.com")) {
            return "mail.google.com";
        }
        if (lower.startsWith("roles/")) {
            return ROLE + role("google", lower);
        }
        String scope =
                lower.startsWith("https://") ? lower.substring(lower.indexOf("/auth/") + "/auth/".length()) : lower;
        return scope.endsWith("/") ? scope.substring(0, scope.length() - 1) : scope;
    }

    private static String microsoftName(String name) {
        String plain = name.startsWith("https://") ? name.substring(name.lastIndexOf('/') + 1) : name;
        return PermissionVocabularies.standard()
                .microsoftName(plain)
                .orElse(plain)
                .toLowerCase(Locale.ROOT);
    }

    private static String lastSegment(String lower) {
        return lower.startsWith("arn:") ? lower.substring(lower.lastIndexOf('/') + 1) : lower;
    }

    private static Map<String, String> roles() {
        Map<String, String> names = new HashMap<>();
        for (String[] cell : PathDataFiles.rows("role-names.tsv")) {
            names.put(cell[0] + ' ' + cell[1], cell[2]);
        }
        return Map.copyOf(names);
    }
}
