package io.grantkeeper.revocation;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import java.util.List;

/** What takes one or several grants and credentials away together. */
public sealed interface RevocationStep {
    /** Whose they are. */
    IdentityId identity();

    /** The grants and credentials; several where the provider's calls for them read the same. */
    List<RowKey> targets();

    /**
     * It can be planned.
     *
     * @param held what is taken away: never empty, all of one identity
     */
    record Planned(List<HeldAccess> held, RevocationPlan plan) implements RevocationStep {
        public Planned {
            held = List.copyOf(held);
        }

        @Override
        public IdentityId identity() {
            return held.getFirst().target().holder().id();
        }

        @Override
        public List<RowKey> targets() {
            return held.stream().map(HeldAccess::key).toList();
        }
    }

    /** It cannot even be planned now. */
    record Unplannable(IdentityId identity, List<RowKey> targets, ConnectorProblem problem) implements RevocationStep {
        public Unplannable {
            targets = List.copyOf(targets);
        }
    }
}
