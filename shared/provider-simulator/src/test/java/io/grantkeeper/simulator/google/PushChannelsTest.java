package io.grantkeeper.simulator.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.Client;
import io.grantkeeper.simulator.Inbox;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.DeliveryManner;
import io.grantkeeper.simulator.http.Request;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Google's push channels: opened by a call, checked only by a token, gone after hours. */
class PushChannelsTest {

    private static final String WATCH = "/admin/reports/v1/activity/users/all/applications/token/watch";

    private final Simulator simulator = Simulator.start(Company.demo());
    private final Client client = new Client(simulator);
    private final Inbox inbox = new Inbox();

    @AfterEach
    void stop() {
        inbox.close();
        simulator.close();
    }

    private Client.Answer watch(String id, String address) {
        return client.google(
                "POST",
                WATCH + "?eventName=authorize",
                client.googleToken(Scopes.REPORTS),
                "{\"id\":\"%s\",\"type\":\"web_hook\",\"address\":\"%s\",\"token\":\"let-me-in\",\"payload\":true}"
                        .formatted(id, address));
    }

    private void someoneLetsAnAppIn() {
        var company = simulator.company();
        var dana = company.people().find("dana.cole@larkfield.example").orElseThrow();
        var grant = company.google().grantsOf(dana.id()).getFirst();
        company.onGoogle()
                .consent(dana, grant.app(), grant.scopes(), simulator.clock().instant());
    }

    private static String header(Request message, String name) {
        return message.header(name).orElse("");
    }

    @Test
    void theFirstMessageOnlySaysThatTheChannelIsOpen() {
        watch("c1", inbox.address().toString());
        simulator.pushChannels().deliver();
        assertThat(inbox.received()).singleElement().satisfies(message -> {
            assertThat(header(message, "X-Goog-Resource-State")).isEqualTo("sync");
            assertThat(header(message, "X-Goog-Channel-Token")).isEqualTo("let-me-in");
            assertThat(message.body()).isEmpty();
        });
    }

    @Test
    void anActivityIsPushedWhenTheReportShowsItWithARisingNumber() {
        watch("c1", inbox.address().toString());
        for (int i = 0; i < 30; i++) {
            someoneLetsAnAppIn();
        }
        simulator.pushChannels().deliver();
        assertThat(inbox.received()).hasSize(1);
        simulator.clock().advance(Duration.ofMinutes(14));
        simulator.pushChannels().deliver();
        List<Request> activities = inbox.received().subList(1, inbox.received().size());
        assertThat(activities).hasSizeGreaterThan(10).allSatisfy(message -> {
            assertThat(header(message, "X-Goog-Resource-State")).isEqualTo("authorize");
            assertThat(message.bodyText()).contains("admin#reports#activity");
        });
        assertThat(activities.stream().map(message -> Long.parseLong(header(message, "X-Goog-Message-Number"))))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aServerErrorKeepsTheMessageAndAnyOtherRefusalDropsIt() {
        watch("c1", inbox.address().toString());
        inbox.answer(503);
        simulator.pushChannels().deliver();
        assertThat(simulator.pushChannels().pending()).isEqualTo(1);
        inbox.answer(404);
        simulator.pushChannels().deliver();
        assertThat(simulator.pushChannels().pending()).isZero();
    }

    @Test
    void aMessageCanComeTwice() {
        watch("c1", inbox.address().toString());
        simulator.pushChannels().deliver(DeliveryManner.withDuplicates());
        assertThat(inbox.received()).hasSize(2);
    }

    @Test
    void aChannelEndsAfterSixHoursAndPushesNothingMore() {
        watch("c1", inbox.address().toString());
        simulator.pushChannels().deliver();
        simulator.clock().advance(Duration.ofHours(6));
        someoneLetsAnAppIn();
        simulator.clock().advance(Duration.ofHours(6));
        assertThat(simulator.pushChannels().open()).isEmpty();
        assertThat(simulator.pushChannels().deliver()).isEmpty();
    }

    @Test
    void aStoppedChannelIsGone() {
        var opened = watch("c1", inbox.address().toString()).json();
        String stop =
                "{\"id\":\"c1\",\"resourceId\":\"" + opened.path("resourceId").asString() + "\"}";
        String token = client.googleToken(Scopes.REPORTS);
        assertThat(client.google("POST", "/admin/reports_v1/channels/stop", token, stop)
                        .status())
                .isEqualTo(204);
        assertThat(client.google("POST", "/admin/reports_v1/channels/stop", token, stop)
                        .status())
                .isEqualTo(404);
        assertThat(simulator.pushChannels().deliver()).isEmpty();
    }

    @Test
    void anIdIsTakenOnceAndAnAddressMustBeSafe() {
        assertThat(watch("c1", inbox.address().toString()).status()).isEqualTo(200);
        assertThat(watch("c1", inbox.address().toString()).status()).isEqualTo(400);
        assertThat(watch("c2", "http://elsewhere.example/hook").status()).isEqualTo(401);
        assertThat(watch("c3", "https://hooks.larkfield.example/g").status()).isEqualTo(200);
    }
}
