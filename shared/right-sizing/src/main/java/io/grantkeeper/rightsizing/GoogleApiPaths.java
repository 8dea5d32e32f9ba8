package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Converts the paths in Google's logs to the forms in the permission table. Each path has a single form; paths of
 * resumable uploads and batches have a separate prefix.
 */
final class GoogleApiPaths implements ProviderApiPaths {
    /**
     * Matches queries that request a file's bytes or a complete message, or that search messages. Google rejects such
     * queries for tokens that have only its metadata scopes.
     */
    private static final Pattern CONTENT = Pattern.compile(
            "(?i)[?&](?:alt=media|format=(?:full|raw))(?:[&#]|$)|^[^?]*+(?<=/messages/?)\\?(?:.*&)?q=[^&#]");

    @Override
    public Stream<List<String>> of(List<String> segments) {
        List<List<String>> readings = new ArrayList<>();
        readings.add(segments);
        if (segments.size() > 1 && segments.getFirst().equals("resumable")) {
            readings.add(segments.subList(1, segments.size()));
        }
        return readings.stream();
    }

    @Override
    public boolean serves(String host) {
        return host.equals("googleapis.com") || host.endsWith(".googleapis.com");
    }

    @Override
    public boolean asksForContent(String path) {
        return path.indexOf('?') >= 0 && CONTENT.matcher(path).find();
    }

    @Override
    public boolean isBatch(List<String> segments) {
        return !segments.isEmpty() && segments.getFirst().equals("batch");
    }
}
