package io.grantkeeper.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookRequestTest {
    @Test
    void toStringOmitsPossibleSecrets() {
        var request = new WebhookRequest(
                "POST", "canary", Map.of("canary", "canary"), Map.of("canary", "canary"), new byte[6]);
        assertThat(request).hasToString("POST, 6 bytes");
    }
}
