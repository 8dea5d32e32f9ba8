package io.grantkeeper.paths;

import io.grantkeeper.permissions.PermissionProvider;
import io.grantkeeper.permissions.PermissionVocabularies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The rules in {@code rules.tsv} and {@code resets.tsv}. */
public final class PathRules {
    private static final PathRules STANDARD = new PathRules();
    private static final int REMEMBERED = 20_000;

    private final List<PathRule> rules = new ArrayList<>();
    private final Map<String, List<PathRule>> byPermission = new HashMap<>();
    private final Map<String, Set<String>> resets = new HashMap<>();
    private final Map<String, List<PathRule>> patterns = new ConcurrentHashMap<>();

    private PathRules() {
        for (String[] cell : PathDataFiles.rows("rules.tsv")) {
            List<String> permissions = Arrays.stream(cell[1].split(",", -1))
                    .map(name -> CanonicalPermissionNames.canonical(cell[0], name))
                    .toList();
            Set<String> holders = cell[2].equals("-") ? Set.of() : new HashSet<>(Arrays.asList(cell[2].split(",", -1)));
            PathRule rule = new PathRule(
                    cell[0],
                    permissions,
                    holders,
                    PathRuleEffect.ofWireName(cell[3]),
                    PathRule.Scope.valueOf(cell[4].toUpperCase(Locale.ROOT)),
                    cell[5].equals("-") ? phraseOf(cell[0], cell[1].split(",", -1)[0]) : cell[5],
                    cell[6]);
            rules.add(rule);
            for (String permission : permissions) {
                byPermission
                        .computeIfAbsent(cell[0] + ' ' + permission, k -> new ArrayList<>())
                        .add(rule);
            }
        }
        for (String[] cell : PathDataFiles.rows("resets.tsv")) {
            resets.put(
                    cell[0] + ' ' + cell[1],
                    cell[2].isEmpty() ? Set.of() : new HashSet<>(Arrays.asList(cell[2].split(",", -1))));
        }
    }

    /** Returns the rules that ship with Grantkeeper. */
    public static PathRules standard() {
        return STANDARD;
    }

    /** Returns all rules in the order of the data file. */
    public List<PathRule> all() {
        return List.copyOf(rules);
    }

    /**
     * Returns the rules for a permission, given its canonical name. An AWS permission can be a pattern, such as iam:*.
     */
    List<PathRule> of(String provider, String permission) {
        if (!provider.equals("aws") || permission.indexOf('*') < 0) {
            return byPermission.getOrDefault(provider + ' ' + permission, List.of());
        }
        if (patterns.size() > REMEMBERED) {
            patterns.clear();
        }
        return patterns.computeIfAbsent(
                permission,
                pattern -> rules.stream()
                        .filter(rule -> rule.provider().equals("aws"))
                        .filter(rule -> rule.permissions().stream()
                                .anyMatch(name ->
                                        name.equals(pattern) || (name.indexOf(':') > 0 && matches(pattern, name))))
                        .toList());
    }

    /**
     * Returns whether an administrator with the acting role can reset the sign-in of a person who has the given roles.
     */
    boolean canReset(String provider, String actingRole, Set<String> roles) {
        Set<String> allowed = resets.get(provider + ' ' + actingRole);
        return allowed != null && (allowed.contains("*") || allowed.containsAll(roles));
    }

    /** Returns whether the text matches a pattern in which {@code *} stands for any text. Takes linear time. */
    static boolean matches(String pattern, String text) {
        String[] pieces = pattern.split("\\*", -1);
        if (!text.startsWith(pieces[0])) {
            return false;
        }
        int at = pieces[0].length();
        for (int i = 1; i < pieces.length - 1; i++) {
            int found = text.indexOf(pieces[i], at);
            if (found < 0) {
                return false;
            }
            at = found + pieces[i].length();
        }
        String last = pieces[pieces.length - 1];
        return pieces.length == 1 ? at == text.length() : text.length() - last.length() >= at && text.endsWith(last);
    }

    /** Returns the first step of a permission's escalation, in the words of the permissions module. */
    private static String phraseOf(String provider, String permission) {
        String path = PermissionVocabularies.standard()
                .describe(PermissionProvider.named(provider).orElseThrow(), permission)
                .path();
        String start = "Can ";
        if (!path.startsWith(start) || !path.endsWith(".")) {
            throw new IllegalStateException(
                    "the rule of " + permission + " has no phrase, and its escalation is not known: " + path);
        }
        return path.substring(start.length(), path.length() - 1);
    }
}
