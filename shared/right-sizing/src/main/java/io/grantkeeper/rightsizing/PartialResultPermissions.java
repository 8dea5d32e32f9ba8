package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognizes permissions that allow a call but may not return everything that the call requests. What a call requests
 * is not visible in a log line.
 */
final class PartialResultPermissions {
    private static final List<String> LIMITED = List.of(
            ".ownedby",
            ".owned",
            ".managedby",
            ".selected",
            ".appfolder",
            ".app.created",
            "events.public",
            "/auth/drive.file",
            "/auth/drive.appdata",
            "/auth/drive.photos",
            "/auth/drive.meet");

    private static final List<String> CORNERS =
            List.of("/auth/drive.appdata", "/auth/drive.photos", "/auth/drive.meet");

    private static final List<String> BASICS = List.of(".readbasic", "gmail.metadata", "drive.metadata", "freebusy");

    private static final Pattern ONLY_READS = Pattern.compile("(?i)\\.read(basic)?(\\.|$)");

    private PartialResultPermissions() {}

    /**
     * Returns whether the permission's name shows that the permission covers only a limited set of items, for example
     * those that the app created or that were selected for it.
     */
    static boolean isLimited(String name) {
        return containsAny(LIMITED, name);
    }

    /**
     * Returns whether the permission covers only a special area of the product, such as an app's hidden folder, judged
     * by its name. Calls seldom request anything from such an area.
     */
    static boolean coversSpecialAreaOnly(String name) {
        return containsAny(CORNERS, name);
    }

    /** Returns whether the permission reveals only basic facts and no content, judged by its name. */
    static boolean showsBasicFactsOnly(String name) {
        return containsAny(BASICS, name);
    }

    /** Returns whether the permission is read-only, judged by its name. */
    static boolean isReadOnly(String name) {
        return ONLY_READS.matcher(name).find();
    }

    static boolean isPartial(String name) {
        return isLimited(name) || showsBasicFactsOnly(name);
    }

    private static boolean containsAny(List<String> parts, String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return parts.stream().anyMatch(plain::contains);
    }
}
