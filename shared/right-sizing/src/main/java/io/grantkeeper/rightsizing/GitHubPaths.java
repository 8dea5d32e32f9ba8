package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * GitHub's paths: Enterprise Server puts {@code /api/v3} before them, and redirects lead to forms by numeric id
 * ({@code /repositories/1/…}, {@code /organizations/1/…}, {@code /user/1/…}).
 */
final class GitHubPaths implements PathReadings {
    /** Where the name stands in {@code repos/{owner}/{repo}/commits/{ref}}. */
    private static final int NAME = 4;

    private static final Set<String> OF_A_COMMIT =
            Set.of("status", "statuses", "check-runs", "check-suites", "pulls", "comments", "branches-where-head");

    @Override
    public Stream<List<String>> of(List<String> segments) {
        List<String> plain = segments;
        if (plain.size() >= 2 && plain.get(0).equals("api") && plain.get(1).equals("v3")) {
            plain = plain.subList(2, plain.size());
        }
        List<List<String>> readings = new ArrayList<>();
        slashedName(plain).ifPresent(readings::add);
        readings.add(plain);
        if (plain.size() >= 2) {
            List<String> rest = plain.subList(2, plain.size());
            String id = plain.get(1);
            switch (plain.getFirst()) {
                case "repositories" -> readings.add(join(List.of("repos", id, id), rest));
                case "organizations" -> readings.add(join(List.of("orgs", id), rest));
                case "user" -> readings.add(join(List.of("users", id), rest));
                default -> {
                    // every other path has one form only
                }
            }
        }
        return readings.stream();
    }

    /** A branch's name may hold slashes, and what is asked about it stands after the last of them. */
    private static Optional<List<String>> slashedName(List<String> path) {
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
