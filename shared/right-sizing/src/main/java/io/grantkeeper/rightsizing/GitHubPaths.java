package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * GitHub's paths: Enterprise Server puts {@code /api/v3} before them, and redirects lead to forms by numeric id
 * ({@code /repositories/1/…}, {@code /organizations/1/…}, {@code /user/1/…}).
 */
final class GitHubPaths implements PathReadings {
    @Override
    public Stream<List<String>> of(List<String> segments) {
        List<String> plain = segments;
        if (plain.size() >= 2 && plain.get(0).equals("api") && plain.get(1).equals("v3")) {
            plain = plain.subList(2, plain.size());
        }
        List<List<String>> readings = new ArrayList<>();
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
