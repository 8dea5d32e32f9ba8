package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.RowKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Revoking is previewed without effect, done once, and safe to do twice. */
final class RevocationCheck {
    private final ContractRun run;

    RevocationCheck(ContractRun run) {
        this.run = run;
    }

    /** One target of every sort that the streams show, by its name. */
    Map<String, RevocationTarget> targets() throws ConnectorException {
        Map<String, RevocationTarget> targets = new LinkedHashMap<>();
        if (run.contract().connector().revoker().isEmpty()) {
            return targets;
        }
        for (AccessStream stream : run.streams()) {
            for (Observation item : run.undisturbed(stream).items()) {
                targetOf(item)
                        .filter(run.contract()::canBeRevokedInDouble)
                        .ifPresent(target -> targets.putIfAbsent(
                                "%s %s"
                                        .formatted(
                                                target.holder().form(),
                                                target instanceof RevocationTarget.OfGrant ? "grant" : "credential"),
                                target));
            }
        }
        assertThat(targets)
                .as("what the double shows and lets be revoked; without any, the revoker goes untested")
                .isNotEmpty();
        return targets;
    }

    void planningChangesNothing(RevocationTarget target) throws ConnectorException {
        Set<RowKey> before = rows(run.provider());
        try (Rig rig = run.rig(Rig.PATIENT)) {
            Connected connected = rig.connect(run.provider(), "one", Interference.NONE);
            switch (revoker(rig).plan(connected.session(), target)) {
                case RevocationPlan.Possible possible -> {
                    assertThat(possible.calls()).as("calls that would be made").isNotEmpty();
                    assertThat(possible.consequences()).as("consequences").isNotEmpty();
                }
                case RevocationPlan.ByHand byHand -> {
                    assertThat(byHand.reason()).isNotBlank();
                    assertThat(byHand.steps()).as("steps for a person").isNotEmpty();
                }
            }
        }
        assertThat(rows(run.provider())).as("what is there after planning").isEqualTo(before);
    }

    void aSecondRevokeSucceeds(RevocationTarget target) throws ConnectorException {
        try (ProviderDouble own = run.contract().startDouble(DoubleOptions.named("one"));
                Rig rig = run.rig(Rig.PATIENT)) {
            Connected connected = rig.connect(own, "one", Interference.NONE);
            Revoker revoker = revoker(rig);
            if (revoker.plan(connected.session(), target) instanceof RevocationPlan.ByHand) {
                ConnectorException refused = catchThrowableOfType(
                        ConnectorException.class, () -> revoker.revoke(connected.session(), target));
                assertThat(refused).as("revoking what only a person can").isNotNull();
                assertThat(refused.problem()).isInstanceOf(NotOffered.class);
                return;
            }
            revoker.revoke(connected.session(), target);
            assertThat(rows(own)).as("what is there after revoking").doesNotContain(keyOf(target));
            revoker.revoke(connected.session(), target);
        }
    }

    /** "Done" is only said where it is done. */
    void failureIsNeverCalledDone(RevocationTarget target) throws ConnectorException {
        int calls = callsOf(target);
        try (ProviderDouble own = run.contract().startDouble(DoubleOptions.named("one"))) {
            for (int call = 1; call <= calls; call++) {
                try (Rig rig = run.rig(Rig.PATIENT)) {
                    Connected connected = rig.connect(own, "one", Interference.from(call, Fault.Status.of(500)));
                    ConnectorException failed = catchThrowableOfType(
                            ConnectorException.class, () -> revoker(rig).revoke(connected.session(), target));
                    assertThat(failed)
                            .as("call %d of revoking failed, and it was called done", call)
                            .isNotNull();
                    assertThat(failed.problem()).isInstanceOf(Unavailable.class);
                }
            }
            assertThat(calls == 0 || rows(own).contains(keyOf(target)))
                    .as("what could not be revoked is still there")
                    .isTrue();
        }
    }

    private int callsOf(RevocationTarget target) throws ConnectorException {
        try (ProviderDouble own = run.contract().startDouble(DoubleOptions.named("one"));
                Rig rig = run.rig(Rig.PATIENT)) {
            Connected connected = rig.connect(own, "one", Interference.NONE);
            if (revoker(rig).plan(connected.session(), target) instanceof RevocationPlan.ByHand) {
                return 0;
            }
            try (Rig fresh = run.rig(Rig.PATIENT)) {
                Connected measured = fresh.connect(own, "one", Interference.NONE);
                revoker(fresh).revoke(measured.session(), target);
                return measured.calls().size();
            }
        }
    }

    private Set<RowKey> rows(ProviderDouble provider) throws ConnectorException {
        Set<RowKey> rows = new HashSet<>();
        for (AccessStream stream : run.streams()) {
            if (stream.nature() == io.grantkeeper.connector.StreamNature.LISTING) {
                rows.addAll(run.walk(stream, provider, Interference.NONE).keys());
            }
        }
        return rows;
    }

    private static Revoker revoker(Rig rig) {
        return rig.connector().revoker().orElseThrow();
    }

    private static Optional<RevocationTarget> targetOf(Observation observation) {
        return switch (observation) {
            case Observation.GrantObserved(var holder, var grant) ->
                Optional.of(new RevocationTarget.OfGrant(holder, grant));
            case Observation.CredentialObserved(var holder, var credential) ->
                Optional.of(new RevocationTarget.OfCredential(holder, credential));
            case Observation.IdentityObserved _,
                    Observation.PersonObserved _,
                    Observation.EventObserved _,
                    Observation.UsageObserved _ -> Optional.empty();
        };
    }

    private static RowKey keyOf(RevocationTarget target) {
        return switch (target) {
            case RevocationTarget.OfGrant(var holder, var grant) -> RowKey.grant(holder.id(), grant.key());
            case RevocationTarget.OfCredential(var holder, var credential) ->
                RowKey.credential(holder.id(), credential.key());
        };
    }
}
