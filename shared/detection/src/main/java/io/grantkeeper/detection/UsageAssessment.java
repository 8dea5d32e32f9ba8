package io.grantkeeper.detection;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.UsageReview;
import java.util.Optional;

/**
 * The result of comparing an identity's access with its usage.
 *
 * @param finding present if the identity holds significant access that its recorded usage did not need
 */
public record UsageAssessment(UsageReview review, Optional<Finding> finding) {}
