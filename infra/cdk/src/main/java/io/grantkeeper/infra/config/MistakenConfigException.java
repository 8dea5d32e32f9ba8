package io.grantkeeper.infra.config;

import java.util.List;

/** A configuration from which nothing can be made; its message has one mistake a line. */
public final class MistakenConfigException extends RuntimeException {
    MistakenConfigException(List<String> mistakes) {
        super(String.join("\n", mistakes));
    }
}
