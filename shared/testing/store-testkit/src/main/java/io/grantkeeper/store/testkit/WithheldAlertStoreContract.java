package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertBatch;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.RecentAlerts;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.alert.WithheldReason;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.WithheldAlertStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link WithheldAlertStore} must pass. */
@DisplayName("A store of withheld alerts")
public abstract class WithheldAlertStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract WithheldAlertStore store();

    private static WithheldAlert alert(String recipient, String app, WithheldReason reason, int minute) {
        return new WithheldAlert(
                appId(app),
                recipient,
                "Dana Diaz",
                "Otter.ai",
                Optional.of("otter-ai"),
                List.of("identity-appeared", "shadow-ai"),
                Severity.HIGH,
                reason,
                minute(minute),
                Optional.of(minute(90)));
    }

    @Test
    void listsWithheldAlertsOfOneTenantByRecipient() {
        WithheldAlert first = alert("dana@acme.example", "a", WithheldReason.BASELINE, 1);
        WithheldAlert second = alert("erin@acme.example", "a", WithheldReason.PACE, 2);
        store().withhold(tenant, second);
        store().withhold(tenant, first);
        assertThat(store().all(tenant)).containsExactly(first, second);
        assertThat(store().all(freshTenant())).isEmpty();
        assertThat(store().to(tenant, "erin@acme.example")).containsExactly(second);
        assertThat(store().to(tenant, "erin@acme")).isEmpty();
    }

    @Test
    void replacesAlertButKeepsTimeFirstWithheld() {
        store().withhold(tenant, alert("dana@acme.example", "a", WithheldReason.QUIET_HOURS, 1));
        store().withhold(tenant, alert("dana@acme.example", "a", WithheldReason.PACE, 5));
        assertThat(store().all(tenant)).containsExactly(alert("dana@acme.example", "a", WithheldReason.PACE, 1));
    }

    @Test
    void alertThatIsAboutToBeSentReplacesNoOtherAlert() {
        WithheldAlert baseline = alert("dana@acme.example", "a", WithheldReason.BASELINE, 1);
        WithheldAlert gathered = alert("dana@acme.example", "a", WithheldReason.GATHERED, 2);
        store().withhold(tenant, baseline);
        store().withhold(tenant, gathered);
        assertThat(store().all(tenant)).containsExactlyInAnyOrder(baseline, gathered);
        store().remove(tenant, gathered.key());
        assertThat(store().all(tenant)).containsExactly(baseline);
    }

    @Test
    void removesAlert() {
        store().withhold(tenant, alert("dana@acme.example", "a", WithheldReason.PACE, 1));
        store().withhold(tenant, alert("dana@acme.example", "b", WithheldReason.PACE, 1));
        store().remove(tenant, WithheldAlert.keyOf("dana@acme.example", appId("a"), false));
        store().remove(tenant, WithheldAlert.keyOf("dana@acme.example", appId("a"), false));
        assertThat(store().all(tenant)).extracting(WithheldAlert::identity).containsExactly(appId("b"));
    }

    @Test
    void storesSendingRateWithBatchAndRejectsOutdatedVersion() {
        assertThat(store().pace(tenant, "dana@acme.example")).isEqualTo(RecentAlerts.none("dana@acme.example"));
        RecentAlerts first = store().savePace(
                        tenant,
                        RecentAlerts.none("dana@acme.example")
                                .withSent("one", minute(1))
                                .withBatch(Optional.of(new AlertBatch(
                                        "batch",
                                        AlertBatch.Kind.SUBJECT,
                                        List.of(new AlertBatch.Part(appId("a"), List.of("shadow-ai"))),
                                        minute(9)))));
        assertThat(first.version()).isEqualTo(1);
        assertThat(store().pace(tenant, "dana@acme.example")).isEqualTo(first);
        assertThat(store().pace(tenant, "erin@acme.example").version()).isZero();
        assertThatThrownBy(() -> store().savePace(tenant, RecentAlerts.none("dana@acme.example")))
                .isInstanceOf(ConcurrentWriteException.class);
    }

    @Test
    void storesAlertDecisionsAndRejectsOutdatedVersion() {
        assertThat(store().controls(tenant)).isEqualTo(AlertControls.none());
        AlertControls saved = store().saveControls(
                        tenant,
                        AlertControls.none()
                                .withRelease(new AlertControls.Release(
                                        "release-1",
                                        Optional.of(ModelSamples.ACME),
                                        Optional.of("otter-ai"),
                                        Optional.of("dana@acme.example"),
                                        Optional.of(Severity.HIGH),
                                        "erin@acme.example",
                                        minute(1)))
                                .withMute(new AlertControls.Mute("zapier", minute(90), "erin@acme.example", minute(1)))
                                .withSnooze(new AlertControls.Snooze(
                                        "dana@acme.example", minute(90), "erin@acme.example", minute(1)))
                                .withReported(ModelSamples.ACME)
                                .withWeeklyAt(minute(2)));
        assertThat(store().controls(tenant)).isEqualTo(saved);
        assertThatThrownBy(() -> store().saveControls(tenant, AlertControls.none()))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThat(store().controls(freshTenant())).isEqualTo(AlertControls.none());
    }
}
