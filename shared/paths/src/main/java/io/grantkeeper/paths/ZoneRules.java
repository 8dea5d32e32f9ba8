package io.grantkeeper.paths;

import java.util.List;

/** The rules in {@code zones.tsv}. They state which nodes belong to a zone other than tier zero. */
final class ZoneRules {
    private static final ZoneRules STANDARD = new ZoneRules();

    /**
     * A rule of a zone.
     *
     * @param reason why a node belongs to the zone, phrased to follow its name
     */
    record ZoneRule(String zone, String provider, String selector, String reason, String source) {
        boolean selectsRole(String role) {
            return selector.equals("role:" + role);
        }

        boolean selectsSignInOf(String role) {
            return selector.equals("sso-of:" + role);
        }

        /** Returns whether a grant with these canonical permissions makes its identity a member of the zone. */
        boolean selects(List<String> permissions, boolean everywhere) {
            return permissions.stream()
                    .anyMatch(permission -> selector.equals(permission)
                            || selector.equals("permission:" + permission)
                            || (selector.equals("writes-everywhere") && everywhere && writes(permission)));
        }

        private static boolean writes(String permission) {
            return permission.endsWith(":write") || permission.endsWith(":admin");
        }
    }

    private final List<ZoneRule> rules = PathDataFiles.rows("zones.tsv").stream()
            .map(cell -> new ZoneRule(cell[0], cell[1], cell[2], cell[3], cell[4]))
            .toList();

    static ZoneRules standard() {
        return STANDARD;
    }

    List<ZoneRule> all() {
        return rules;
    }
}
