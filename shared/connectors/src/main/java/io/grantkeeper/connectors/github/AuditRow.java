package io.grantkeeper.connectors.github;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.work.Partition;
import java.util.List;

/**
 * A row of the audit log that says something about access.
 *
 * @param rereads the listings that it shows to have changed
 */
record AuditRow(AccessEvent event, List<Partition> rereads) {
    AuditRow {
        rereads = List.copyOf(rereads);
    }
}
