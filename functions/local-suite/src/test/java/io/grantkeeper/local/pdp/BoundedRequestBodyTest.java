package io.grantkeeper.local.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BoundedRequestBodyTest {
    @Test
    @DisplayName("a body within the limit is read completely")
    void readsBodyWithinLimit() throws IOException {
        assertThat(BoundedRequestBody.read(new ByteArrayInputStream(new byte[] {1, 2, 3}), 4))
                .containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("the rest of an oversized body is read and discarded, so that the client gets the response")
    void discardsRestOfOversizedBody() throws IOException {
        ByteArrayInputStream body = new ByteArrayInputStream(new byte[20 * 1024 * 1024]);
        assertThat(BoundedRequestBody.read(body, 1_024)).hasSize(1_024);
        assertThat(body.available()).isZero();
    }
}
