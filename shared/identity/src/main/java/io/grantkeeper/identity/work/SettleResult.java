package io.grantkeeper.identity.work;

import java.util.List;

/**
 * What a {@link SettleCall} came to.
 *
 * @param sentences what would be taken away, or what became of the answer, as people read it
 */
public record SettleResult(List<String> sentences) {
    public SettleResult {
        sentences = List.copyOf(sentences);
    }
}
