package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The apps in the seed files, as templates for grants and installations. */
final class SeedAppCatalog {

    /**
     * A Google app with its requested scopes and its initial users. The users are given as {@code *}, departments, or
     * the local parts of email addresses.
     */
    record GoogleTemplate(GoogleApp app, List<String> scopes, List<String> users) {}

    /** A GitHub App with the settings for installing it. */
    record GitHubTemplate(
            long appId,
            String slug,
            String clientId,
            boolean allRepositories,
            SortedMap<String, String> permissions,
            List<String> events,
            String installer,
            int daysBeforeStart) {

        GitHubInstallation install(long id, String by, Instant at) {
            return new GitHubInstallation(
                    id,
                    appId,
                    slug,
                    clientId,
                    allRepositories,
                    permissions,
                    events,
                    by,
                    at,
                    at,
                    Optional.empty(),
                    Optional.empty());
        }

        boolean atStart() {
            return daysBeforeStart >= 0;
        }

        Duration age() {
            return Duration.ofDays(daysBeforeStart);
        }
    }

    static final List<GoogleTemplate> GOOGLE = SeedFile.rows("google-apps.csv").stream()
            .map(row -> new GoogleTemplate(
                    new GoogleApp(
                            row.get(0), row.get(1), Boolean.parseBoolean(row.get(2)), Boolean.parseBoolean(row.get(3))),
                    scopes(row.get(4)),
                    split(row.get(5))))
            .toList();

    private static final Map<String, List<String>> GOOGLE_CALLS = SeedFile.rows("google-calls.csv").stream()
            .collect(Collectors.toUnmodifiableMap(
                    List::getFirst, row -> List.of(row.get(1).split(" ", -1))));

    static final List<GitHubTemplate> GITHUB = SeedFile.rows("github-apps.csv").stream()
            .map(row -> new GitHubTemplate(
                    Long.parseLong(row.get(0)),
                    row.get(1),
                    row.get(2),
                    row.get(3).equals("all"),
                    permissions(row.get(4)),
                    split(row.get(5)),
                    row.get(6),
                    Integer.parseInt(row.get(7))))
            .toList();

    /** The names and slugs of the apps in the seed that are AI apps or agents. */
    private static final Set<String> AGENTS = Set.of(
            "Otter.ai",
            "ChatGPT",
            "Claude",
            "Grammarly",
            "Fireflies.ai Notetaker",
            "Read AI Meeting Copilot",
            "Perplexity",
            "Manus",
            "coderabbitai",
            "devin-ai-integration",
            "claude",
            "cursor");

    private SeedAppCatalog() {}

    static boolean isAgent(String nameOrSlug) {
        return AGENTS.contains(nameOrSlug);
    }

    static boolean isGoogle(String name) {
        return GOOGLE.stream().anyMatch(template -> template.app().name().equals(name));
    }

    static GoogleTemplate google(String name) {
        return GOOGLE.stream()
                .filter(template -> template.app().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no Google app in the seed has the name " + name));
    }

    static GitHubTemplate gitHub(String slug) {
        return GITHUB.stream()
                .filter(template -> template.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no GitHub App in the seed has the slug " + slug));
    }

    /**
     * Returns the API methods that a Google app in the seed calls, or an empty list if people use the app only to
     * sign in.
     */
    static List<String> calls(String app) {
        return GOOGLE_CALLS.getOrDefault(app, List.of());
    }

    /**
     * Splits a list of scopes and expands the abbreviated ones: for example, {@code calendar} becomes Google's calendar
     * scope. {@code openid} and full URLs remain unchanged.
     *
     * @param spaced the scopes, separated by spaces
     */
    static List<String> scopes(String spaced) {
        return Arrays.stream(spaced.split(" "))
                .map(scope -> scope.equals("openid") || scope.startsWith("https://")
                        ? scope
                        : "https://www.googleapis.com/auth/" + scope)
                .toList();
    }

    static SortedMap<String, String> permissions(String pairs) {
        SortedMap<String, String> permissions = new TreeMap<>();
        for (String pair : split(pairs)) {
            int colon = pair.indexOf(':');
            permissions.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return permissions;
    }

    private static List<String> split(String commas) {
        return Arrays.stream(commas.split(",")).filter(part -> !part.isBlank()).toList();
    }
}
