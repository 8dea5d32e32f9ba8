package io.grantkeeper.detection;

import io.grantkeeper.identity.finding.Finding;
import java.util.List;

/**
 * A rule for one kind of change that is worth a finding. Rules are pure: the same change in the same context leads to
 * the same findings.
 */
interface DetectionRule {
    List<Finding> findings(RowChange change, DetectionContext context);
}
