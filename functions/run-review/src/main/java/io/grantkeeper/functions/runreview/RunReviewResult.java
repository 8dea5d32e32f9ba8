package io.grantkeeper.functions.runreview;

import java.util.List;

/**
 * What a run did.
 *
 * @param opened campaigns that began
 * @param closed campaigns that ended
 */
public record RunReviewResult(List<String> opened, List<String> closed) {
    public RunReviewResult {
        opened = List.copyOf(opened);
        closed = List.copyOf(closed);
    }
}
