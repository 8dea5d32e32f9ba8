package io.grantkeeper.permissions;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All AWS actions with their access levels from the AWS Service Authorization Reference. The data file contains no
 * capabilities, because rules derive them from an action's service, access level and verb.
 */
final class AwsActions {
    /** An access level, identified by a letter in the data file. */
    enum Level {
        READ('R'),
        LIST('L'),
        WRITE('W'),
        TAGGING('T'),
        PERMISSIONS('P');

        private final char code;

        Level(char code) {
            this.code = code;
        }

        char code() {
            return code;
        }

        static Level ofCode(char code) {
            for (Level level : values()) {
                if (level.code == code) {
                    return level;
                }
            }
            throw new IllegalArgumentException("unknown access level code '" + code + "'");
        }

        /**
         * Returns the access level that a string from the Service Authorization Reference names. If the string names
         * several levels, one takes precedence, in this order: permissions, tagging, write, list, read.
         */
        static Level named(String words) {
            String folded = words.toLowerCase(Locale.ROOT);
            return folded.contains("permissions")
                    ? PERMISSIONS
                    : folded.contains("tagging")
                            ? TAGGING
                            : folded.contains("write") ? WRITE : folded.contains("list") ? LIST : READ;
        }
    }

    private static final Pattern VERB = Pattern.compile("[A-Z]?[a-z0-9]+");

    private final Map<String, Map<String, Level>> services = new HashMap<>();
    private final Map<String, String> spelling = new HashMap<>();

    private static final class Holder {
        private static final AwsActions ACTIONS = new AwsActions();
    }

    private AwsActions() {
        for (String line : PermissionDataFiles.lines("data/aws.tsv.gz")) {
            String[] cell = line.split("\t", -1);
            Level level = Level.ofCode(cell[1].charAt(0));
            Map<String, Level> actions = services.computeIfAbsent(cell[0], s -> new TreeMap<>());
            for (String action : cell[2].split(",", -1)) {
                String lower = action.toLowerCase(Locale.ROOT);
                actions.put(lower, level);
                spelling.put(cell[0] + ":" + lower, cell[0] + ":" + action);
            }
        }
    }

    static AwsActions shipped() {
        return Holder.ACTIONS;
    }

    /**
     * Returns the actions of every service with their access levels. The names of services and actions are in
     * lowercase.
     */
    Map<String, Map<String, Level>> services() {
        return services;
    }

    Optional<Level> level(String service, String action) {
        return Optional.ofNullable(services.get(service)).map(actions -> actions.get(action));
    }

    /**
     * Returns the spelling that AWS uses for an action, given as a key in lowercase; empty if the action is not in the
     * data file.
     */
    Optional<String> spelling(String key) {
        return Optional.ofNullable(spelling.get(key));
    }

    int size() {
        return spelling.size();
    }

    /**
     * Returns the first word of an action's name, in lowercase, for example "get" for {@code GetObject}. The name must
     * be in AWS spelling.
     */
    static String verb(String action) {
        Matcher matcher = VERB.matcher(action);
        return matcher.lookingAt() ? matcher.group().toLowerCase(Locale.ROOT) : "";
    }
}
