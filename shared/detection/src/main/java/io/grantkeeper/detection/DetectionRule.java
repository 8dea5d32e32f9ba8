package io.grantkeeper.detection;

import io.grantkeeper.identity.finding.Finding;
import java.util.List;

/**
 * A rule that reports one kind of change as a finding. Rules are pure: the same change in the same context leads to the
 * same findings.
 */
interface DetectionRule {
    List<Finding> findings(RowChange change, DetectionContext context);
}
