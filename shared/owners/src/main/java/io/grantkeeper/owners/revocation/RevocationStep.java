package io.grantkeeper.owners.revocation;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * One step of a revocation. A step revokes one grant or credential, or several together, or blocks the whole app.
 */
public sealed interface RevocationStep {
    /** Returns the identity whose access is revoked. */
    IdentityId identity();

    /**
     * Returns the keys of the grants and credentials to revoke; there are several if they require the same calls to the
     * provider.
     */
    List<RowKey> targets();

    /**
     * A step with its plan.
     *
     * @param held the access to revoke; never empty, and all held by one identity
     */
    record Planned(List<CurrentAccess> held, RevocationPlan plan) implements RevocationStep {
        public Planned {
            held = List.copyOf(held);
        }

        @Override
        public IdentityId identity() {
            return held.getFirst().target().holder().id();
        }

        @Override
        public List<RowKey> targets() {
            return held.stream().map(CurrentAccess::key).toList();
        }
    }

    /**
     * A step that blocks the whole app for everyone, regardless of the access that the app holds.
     *
     * @param held the access that stops working
     * @param app the app to block
     */
    record Block(NonHumanIdentity app, List<CurrentAccess> held, RevocationPlan plan) implements RevocationStep {
        public Block {
            held = List.copyOf(held);
        }

        @Override
        public IdentityId identity() {
            return app.id();
        }

        @Override
        public List<RowKey> targets() {
            return held.stream().map(CurrentAccess::key).toList();
        }

        /** Returns the grants that stop working. */
        List<Grant> grants() {
            return held.stream()
                    .flatMap(access -> access.target() instanceof RevocationTarget.GrantTarget(var _, Grant grant)
                            ? Stream.of(grant)
                            : Stream.empty())
                    .toList();
        }
    }

    /**
     * A step that cannot be planned at the moment.
     *
     * @param problem why the step cannot be planned
     */
    record Unplannable(IdentityId identity, List<RowKey> targets, ConnectorProblem problem) implements RevocationStep {
        public Unplannable {
            targets = List.copyOf(targets);
        }
    }
}
