package io.grantkeeper.detection;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.UseReview;
import java.util.Optional;

/**
 * An identity's use held against what it holds.
 *
 * @param finding where it holds access of weight that its use never needed
 */
public record ReviewedUse(UseReview review, Optional<Finding> finding) {}
