package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Converts the paths in GitHub's logs to the forms in the permission table. Enterprise Server adds the prefix
 * {@code /api/v3}, and redirects lead to forms with numeric ids ({@code /repositories/1/…}, {@code /organizations/1/…},
 * {@code /user/1/…}).
 */
final class GitHubApiPaths implements ProviderApiPaths {
    /** The index of the segment with the branch or commit name, as in {@code repos/{owner}/{repo}/commits/{ref}}. */
    private static final int NAME = 4;

    private static final Map<String, String> UNPUBLISHED = Map.of(
            "packages", "packages",
            "docker", "packages",
            "notifications", "notifications",
            "projects", "these projects",
            "projectsv2", "these projects");

    private static final Set<String> OF_A_COMMIT =
            Set.of("status", "statuses", "check-runs", "check-suites", "pulls", "comments", "branches-where-head");

    @Override
    public Optional<String> whyUnpublished(List<String> segments) {
        if (!segments.isEmpty() && segments.size() <= 2 && segments.getLast().equals("graphql")) {
            return Optional.of("the permissions of a GraphQL call depend on its body, but only its path was logged");
        }
        List<String> plain = ofServer(segments);
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        int at =
                switch (plain.getFirst()) {
                    case "user" -> plain.size() > 1 && UNPUBLISHED.containsKey(plain.get(1)) ? 1 : 2;
                    case "orgs", "users" -> 2;
                    case "repos" -> NAME - 1;
                    default -> 0;
                };
        return Optional.ofNullable(at < plain.size() ? UNPUBLISHED.get(plain.get(at)) : null)
                .map(what -> "GitHub does not publish which app permission its calls for " + what + " need");
    }

    private static List<String> ofServer(List<String> segments) {
        return segments.size() >= 2
                        && segments.get(0).equals("api")
                        && segments.get(1).equals("v3")
                ? segments.subList(2, segments.size())
                : segments;
    }

    @Override
    public Stream<List<String>> of(List<String> segments) {
        List<String> plain = ofServer(segments);
        List<List<String>> readings = new ArrayList<>();
        joinSlashedName(plain).ifPresent(readings::add);
        readings.add(plain);
        if (plain.size() >= 2) {
            List<String> rest = plain.subList(2, plain.size());
            String id = plain.get(1);
            switch (plain.getFirst()) {
                case "repositories" -> readings.add(join(List.of("repos", id, id), rest));
                case "organizations" -> readings.add(join(List.of("orgs", id), rest));
                case "user" -> readings.add(join(List.of("users", id), rest));
                default -> {
                    // every other path has only one form
                }
            }
        }
        return readings.stream();
    }

    /**
     * Combines the segments of a branch name that contains slashes, so that they form one segment. Empty if the path
     * contains no such name.
     */
    private static Optional<List<String>> joinSlashedName(List<String> path) {
        if (path.size() <= NAME + 2 || !path.getFirst().equals("repos")) {
            return Optional.empty();
        }
        int end =
                switch (path.get(NAME - 1)) {
                    case "commits" -> OF_A_COMMIT.contains(path.getLast()) ? path.size() - 1 : 0;
                    case "branches" ->
                        path.getLast().equals("rename") ? path.size() - 1 : path.lastIndexOf("protection");
                    default -> 0;
                };
        return end <= NAME + 1
                ? Optional.empty()
                : Optional.of(join(
                        join(path.subList(0, NAME), List.of(String.join("-", path.subList(NAME, end)))),
                        path.subList(end, path.size())));
    }

    private static List<String> join(List<String> start, List<String> rest) {
        List<String> joined = new ArrayList<>(start);
        joined.addAll(rest);
        return joined;
    }

    @Override
    public boolean serves(String host) {
        return true;
    }
}
