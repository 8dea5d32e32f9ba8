package io.grantkeeper.revocation;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import java.util.List;

/** What takes one or several grants and credentials away together. */
public sealed interface RevocationStep {
    /** Whose they are. */
    IdentityId identity();

    /** The grants and credentials; several where the provider has one call for them all. */
    List<RowKey> targets();

    /**
     * It can be planned.
     *
     * @param target the one of its targets that the revoker is handed
     */
    record Planned(RevocationTarget target, List<RowKey> targets, RevocationPlan plan) implements RevocationStep {
        public Planned {
            targets = List.copyOf(targets);
        }

        @Override
        public IdentityId identity() {
            return target.holder().id();
        }
    }

    /** It cannot even be planned now. */
    record Unplannable(IdentityId identity, List<RowKey> targets, ConnectorProblem problem) implements RevocationStep {
        public Unplannable {
            targets = List.copyOf(targets);
        }
    }
}
