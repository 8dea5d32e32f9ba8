package io.grantkeeper.behavior;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reduces a user agent to its client family, so that a new version does not count as a new client:
 * {@code python-requests/2.31.0} and {@code python-requests/2.32} are one family, and so are two versions of a browser.
 */
final class UserAgentFamily {
    private static final int MOST_CACHED = 50_000;
    private static final Map<String, String> CACHE = new ConcurrentHashMap<>();

    private UserAgentFamily() {}

    /** Returns the family; an empty string if the row names no client. */
    static String of(String userAgent) {
        if (userAgent.isBlank() || userAgent.equals("-") || userAgent.equalsIgnoreCase("unknown")) {
            return "";
        }
        String known = CACHE.get(userAgent);
        if (known == null) {
            known = derive(userAgent);
            if (CACHE.size() < MOST_CACHED) {
                CACHE.put(userAgent, known);
            }
        }
        return known;
    }

    private static String derive(String userAgent) {
        String lower = userAgent.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mozilla/")) {
            return "browser " + browser(lower) + " on " + system(lower);
        }
        StringBuilder family = new StringBuilder();
        for (int i = 0; i < lower.length() && family.length() < 60; i++) {
            char c = lower.charAt(i);
            if (c == '/' || c == '(' || c == ';' || c == ' ' || c == ',') {
                break;
            }
            family.append(c);
        }
        return trimVersion(family);
    }

    private static String trimVersion(StringBuilder family) {
        int end = family.length();
        while (end > 1 && "0123456789.-_v".indexOf(family.charAt(end - 1)) >= 0) {
            end--;
        }
        return family.substring(0, end);
    }

    private static String browser(String lower) {
        for (String name : new String[] {"edg", "opr", "firefox", "chrome", "safari", "headless"}) {
            if (lower.contains(name)) {
                return name.equals("chrome") && lower.contains("headless") ? "headless" : name;
            }
        }
        return "other";
    }

    private static String system(String lower) {
        for (String name : new String[] {"android", "iphone", "ipad", "windows", "mac os", "linux", "cros"}) {
            if (lower.contains(name)) {
                return name;
            }
        }
        return "other";
    }
}
