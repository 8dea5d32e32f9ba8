package io.grantkeeper.functions.console;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.owners.alerts.ControlAlerts;
import io.grantkeeper.owners.alerts.SendWithheldAlerts;
import io.grantkeeper.owners.answers.ShortDigests;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The security team's decisions about withheld alerts. */
final class AlertApi {
    /** The number of hexadecimal digits in a release's id. At most {@link AlertControls#MAX} releases are stored. */
    private static final int RELEASE_DIGITS = 12;

    private final TenantId tenant;
    private final WithheldAlertStore alerts;
    private final ControlAlerts control;
    private final Clock clock;

    AlertApi(TenantId tenant, WithheldAlertStore alerts, ControlAlerts control, Clock clock) {
        this.tenant = tenant;
        this.alerts = alerts;
        this.control = control;
        this.clock = clock;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put(
                "alerts",
                _ -> ApiResult.of(decisions(alerts.controls(tenant))
                        .with("withheld", alerts.all(tenant).size())));
        handlers.put("releaseAlerts", this::release);
        handlers.put(
                "undoRelease",
                call -> decided(() -> control.takeBack(
                        tenant, call.pathValue("release"), call.by().by())));
        handlers.put(
                "muteProduct",
                call -> decided(() -> control.mute(
                        tenant,
                        lowerCase(call, "product"),
                        until(call),
                        call.by().by())));
        handlers.put(
                "unmuteProduct",
                call -> decided(() -> control.unmute(
                        tenant, lowerCase(call, "product"), call.by().by())));
        handlers.put(
                "snoozePerson",
                call -> decided(() -> control.snooze(
                        tenant,
                        lowerCase(call, "person"),
                        until(call),
                        call.by().by())));
        handlers.put(
                "resumePerson",
                call -> decided(() -> control.resume(
                        tenant, lowerCase(call, "person"), call.by().by())));
    }

    private static String lowerCase(AuthorizedApiCall call, String member) {
        return call.requiredText(member).toLowerCase(Locale.ROOT);
    }

    private Instant until(AuthorizedApiCall call) {
        Instant until = Instant.parse(call.requiredText("until"));
        if (!until.isAfter(clock.instant())) {
            throw ProblemDetails.ofField("until", "is in the past", "use a time in the future")
                    .exception();
        }
        return until;
    }

    private static ApiResult decided(Supplier<AlertControls> decision) {
        return ApiResult.of(decisions(made(decision)));
    }

    private static AlertControls made(Supplier<AlertControls> decision) {
        try {
            return decision.get();
        } catch (IllegalArgumentException e) {
            throw ProblemDetails.of(ProblemDetails.Type.CONFLICT, String.valueOf(e.getMessage()))
                    .exception();
        }
    }

    /**
     * Releases alerts. The release's id depends only on the caller and the idempotency key, so that a request repeated
     * after a failure makes the same release instead of a second one. Everything is read before the release is stored.
     */
    private ApiResult release(AuthorizedApiCall call) {
        AlertControls.Release release = new AlertControls.Release(
                "release-"
                        + ShortDigests.of(call.by().key(), call.idempotencyKey().orElseThrow())
                                .substring(0, RELEASE_DIGITS),
                call.text("connection").map(AlertApi::connection),
                call.text("product").map(product -> product.toLowerCase(Locale.ROOT)),
                call.text("owner").map(owner -> owner.toLowerCase(Locale.ROOT)),
                call.text("severity").map(code -> Severity.valueOf(code.toUpperCase(Locale.ROOT))),
                call.by().by(),
                clock.instant());
        List<WithheldAlert> withheld = alerts.all(tenant);
        Map<String, List<WithheldAlert>> covered = SendWithheldAlerts.preview(withheld, release);
        AlertControls controls = made(() -> control.release(tenant, release));
        return ApiResult.of(new JsonMembers()
                .with("release", release.id())
                .with("alerts", covered.values().stream().mapToLong(List::size).sum())
                .with("people", covered.size())
                .with("controls", decisions(controls).with("withheld", withheld.size())));
    }

    private static ConnectionId connection(String id) {
        try {
            return new ConnectionId(id);
        } catch (IllegalArgumentException _) {
            throw ProblemDetails.ofField("connection", "is not the id of a connection", "use one of the configuration")
                    .exception();
        }
    }

    private static JsonMembers decisions(AlertControls controls) {
        return new JsonMembers()
                .with(
                        "releases",
                        controls.releases().stream().map(AlertApi::release).toList())
                .with(
                        "mutes",
                        controls.mutes().stream()
                                .map(mute -> new JsonMembers()
                                        .with("product", mute.product())
                                        .with("until", mute.until())
                                        .with("by", mute.by())
                                        .with("at", mute.at()))
                                .toList())
                .with(
                        "snoozes",
                        controls.snoozes().stream()
                                .map(snooze -> new JsonMembers()
                                        .with("person", snooze.recipient())
                                        .with("until", snooze.until())
                                        .with("by", snooze.by())
                                        .with("at", snooze.at()))
                                .toList());
    }

    private static JsonMembers release(AlertControls.Release release) {
        return new JsonMembers()
                .with("id", release.id())
                .with("connection", release.connection().map(ConnectionId::value))
                .with("product", release.product())
                .with("owner", release.owner())
                .with("severity", release.least().map(ApiViews::code))
                .with("by", release.by())
                .with("at", release.at());
    }
}
