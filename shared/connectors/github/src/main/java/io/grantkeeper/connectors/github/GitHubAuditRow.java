package io.grantkeeper.connectors.github;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.work.Partition;
import java.util.List;

/**
 * An audit log row that affects access.
 *
 * @param rereads the listings to read again because of the row's action
 */
record GitHubAuditRow(AccessEvent event, List<Partition> rereads) {
    GitHubAuditRow {
        rereads = List.copyOf(rereads);
    }
}
