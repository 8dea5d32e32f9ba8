package io.grantkeeper.owners.answers.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.owners.answers.slack.SlackRequestSignature.Verdict;
import io.grantkeeper.property.testkit.InputMutations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A request from Slack")
class SlackRequestTest {
    /**
     * The signing secret of the example in Slack's documentation:
     * https://docs.slack.dev/authentication/verifying-requests-from-slack
     */
    private static final Secret SECRET = Secret.of("8f742231b10e8888abcd99yyyzzz85a5");

    private static final String AT = "1531420618";
    private static final byte[] BODY = ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
                    + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
                    + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
                    + "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121"
                    + ".803a0bc887a14d10d2c447fce8b6703c")
            .getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private static final Instant THEN = Instant.ofEpochSecond(1531420618);

    private static Verdict check(String at, String signature, byte[] body, Instant now) {
        return SlackRequestSignature.check(SECRET, at, signature, body, now);
    }

    @Test
    void acceptsSignatureFromSlackDocumentation() {
        assertThat(check(AT, SIGNATURE, BODY, THEN)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void rejectsTimestampsMoreThanFiveMinutesFromCurrentTime() {
        assertThat(check(AT, SIGNATURE, BODY, THEN.plusSeconds(300))).isEqualTo(Verdict.GENUINE);
        assertThat(check(AT, SIGNATURE, BODY, THEN.plusSeconds(301))).isEqualTo(Verdict.STALE);
        assertThat(check(AT, SIGNATURE, BODY, THEN.minusSeconds(301))).isEqualTo(Verdict.STALE);
    }

    @Test
    void rejectsRequestWithAnyByteChanged() {
        for (int i = 0; i < BODY.length; i++) {
            byte[] changed = BODY.clone();
            changed[i] ^= 1;
            assertThat(check(AT, SIGNATURE, changed, THEN)).isEqualTo(Verdict.FORGED);
        }
        assertThat(check("1531420619", SIGNATURE, BODY, THEN)).isEqualTo(Verdict.FORGED);
        assertThat(check(AT, SIGNATURE.toUpperCase(java.util.Locale.ROOT), BODY, THEN))
                .isEqualTo(Verdict.FORGED);
        assertThat(check(AT, "", BODY, THEN)).isEqualTo(Verdict.FORGED);
        assertThat(check("", SIGNATURE, BODY, THEN)).isEqualTo(Verdict.FORGED);
        assertThat(check("-1", SIGNATURE, BODY, THEN)).isEqualTo(Verdict.FORGED);
    }

    private static byte[] form(String json) {
        return ("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static final String CLICK = """
            {"type": "block_actions", "user": {"id": "U1", "username": "dana"}, "response_url": "https://hooks.slack.com/actions/1",
             "actions": [{"type": "button", "action_id": "answer:keep", "value": "abc.def", "new": {"member": 1}}]}
            """;

    @Test
    void parsesUserTicketAndResponseUrlOfClick() {
        assertThat(SlackButtonClick.read(form(CLICK)))
                .contains(new SlackButtonClick("U1", "abc.def", "https://hooks.slack.com/actions/1"));
    }

    @Test
    void ignoresInteractionsOtherThanAnswerClicks() {
        assertThat(SlackButtonClick.read(form("{\"type\": \"view_submission\"}")))
                .isEmpty();
        assertThat(SlackButtonClick.read(form(CLICK.replace("answer:keep", "others:button"))))
                .isEmpty();
        assertThat(SlackButtonClick.read(form(CLICK.replace("abc.def", "")))).isEqualTo(Optional.empty());
    }

    @Test
    void reportsUnparsableBodyWithoutQuotingIt() {
        for (String body : new String[] {"", "payload=", "payload=%7B", "other=1", "payload=%zz", "payload=xoxb-1"}) {
            assertThatThrownBy(() -> SlackButtonClick.read(body.getBytes(StandardCharsets.UTF_8)))
                    .as("'%s'", body)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'payload'")
                    .hasMessageNotContaining("xoxb");
        }
    }

    @Property(seed = "20261124", tries = 20_000)
    void parsesOrRejectsMutatedBody(@ForAll("mutatedBodies") byte[] body) {
        try {
            assertThat(SlackButtonClick.read(body)).isNotNull();
        } catch (IllegalArgumentException expected) {
            assertThat(expected).hasMessageContaining("'payload'");
        }
    }

    @Provide
    Arbitrary<byte[]> mutatedBodies() {
        return InputMutations.of(new String(form(CLICK), StandardCharsets.UTF_8));
    }
}
