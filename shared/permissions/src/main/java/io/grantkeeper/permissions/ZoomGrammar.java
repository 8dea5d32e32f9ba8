package io.grantkeeper.permissions;

/**
 * Zoom scopes: granular {@code area:action:object[:admin|:master]} and classic {@code area:read|write[:admin]} or
 * {@code area:master}. A master scope covers sub-accounts as well, an admin scope the account, a bare one the user.
 * In the classic form writing includes reading; in the granular form it does not.
 */
final class ZoomGrammar extends WordGrammar {
    private static final String ADMIN = ":admin";
    private static final String MASTER = ":master";

    @Override
    public boolean covers(String wider, String narrower) {
        return wider.equals(narrower)
                || (rank(wider) >= rank(narrower) && coversBase(base(wider), base(narrower), wider));
    }

    private static boolean coversBase(String wide, String narrow, String wider) {
        if (wide.equals(narrow)) {
            return true;
        }
        boolean classicMaster = wider.equals(wide + MASTER) && wide.indexOf(':') < 0;
        String area = narrow.contains(":") ? narrow.substring(0, narrow.indexOf(':')) : narrow;
        boolean classicNarrow = narrow.equals(area + ":read") || narrow.equals(area + ":write");
        return classicNarrow
                && ((classicMaster && wide.equals(area))
                        || (wide.equals(area + ":write") && narrow.equals(area + ":read")));
    }

    private static int rank(String key) {
        return key.endsWith(MASTER) ? 2 : key.endsWith(ADMIN) ? 1 : 0;
    }

    private static String base(String key) {
        return key.endsWith(MASTER)
                ? key.substring(0, key.length() - MASTER.length())
                : key.endsWith(ADMIN) ? key.substring(0, key.length() - ADMIN.length()) : key;
    }
}
