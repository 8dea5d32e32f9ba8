package io.grantkeeper.functions.runreview;

import java.util.List;

/**
 * The result of a run.
 *
 * @param opened the IDs of the campaigns that were started
 * @param closed the IDs of the campaigns that were closed
 */
public record RunReviewResult(List<String> opened, List<String> closed) {
    public RunReviewResult {
        opened = List.copyOf(opened);
        closed = List.copyOf(closed);
    }
}
