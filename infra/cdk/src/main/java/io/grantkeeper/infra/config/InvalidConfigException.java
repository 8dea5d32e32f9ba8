package io.grantkeeper.infra.config;

import java.util.List;

/** An invalid configuration. The message lists one mistake per line. */
public final class InvalidConfigException extends RuntimeException {
    InvalidConfigException(List<String> mistakes) {
        super(String.join("\n", mistakes));
    }
}
