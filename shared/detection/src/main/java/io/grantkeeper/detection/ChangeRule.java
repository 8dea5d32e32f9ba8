package io.grantkeeper.detection;

import io.grantkeeper.identity.finding.Finding;
import java.util.List;

/** One kind of change worth telling. Pure: the same change in the same context gives the same findings. */
interface ChangeRule {
    List<Finding> findings(Change change, Context context);
}
