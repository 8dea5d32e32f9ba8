package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Google's paths: one form each; resumable uploads and batches have a prefix of their own. */
final class GooglePaths implements PathReadings {
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
    public boolean isBatch(List<String> segments) {
        return !segments.isEmpty() && segments.getFirst().equals("batch");
    }
}
