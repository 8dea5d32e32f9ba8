package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Permissions that admit a call and yet may not serve it: a log line does not say what the call asked for. */
final class PartialPermissions {
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

    private PartialPermissions() {}

    /** Whether it reaches only what the app made or was given. */
    static boolean isLimited(String name) {
        return holdsOneOf(LIMITED, name);
    }

    /** Whether it serves a corner of the product alone, such as an app's hidden folder: seldom what a call was about. */
    static boolean servesACorner(String name) {
        return holdsOneOf(CORNERS, name);
    }

    /** Whether it shows only the basics, no content. */
    static boolean showsBasicsOnly(String name) {
        return holdsOneOf(BASICS, name);
    }

    /** Whether it is made for reading alone, as its name says. */
    static boolean onlyReads(String name) {
        return ONLY_READS.matcher(name).find();
    }

    static boolean isPartial(String name) {
        return isLimited(name) || showsBasicsOnly(name);
    }

    private static boolean holdsOneOf(List<String> parts, String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return parts.stream().anyMatch(plain::contains);
    }
}
