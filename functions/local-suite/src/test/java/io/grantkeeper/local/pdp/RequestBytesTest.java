package io.grantkeeper.local.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestBytesTest {
    @Test
    @DisplayName("a body within the limit is kept whole")
    void kept() throws IOException {
        assertThat(RequestBytes.read(new ByteArrayInputStream(new byte[] {1, 2, 3}), 4))
                .containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("what goes beyond the limit is read to its end and dropped, so that the sender hears the answer")
    void swallowed() throws IOException {
        ByteArrayInputStream body = new ByteArrayInputStream(new byte[20 * 1024 * 1024]);
        assertThat(RequestBytes.read(body, 1_024)).hasSize(1_024);
        assertThat(body.available()).isZero();
    }
}
