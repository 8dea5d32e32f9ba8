package io.grantkeeper.ledger.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tile")
class TileHashesTest {
    @Test
    void writesPathsThatPublicToolsRead() {
        assertThat(new TileId(0, 0, 256).path()).isEqualTo("tile/0/000");
        assertThat(new TileId(2, 7, 3).path()).isEqualTo("tile/2/007.p/3");
        assertThat(new TileId(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(TileId.entriesPath(1_000, 256)).isEqualTo("tile/entries/x001/000");
        assertThat(TileId.entriesPath(12, 5)).isEqualTo("tile/entries/012.p/5");
    }

    @Test
    void derivesTileWidthFromLogSize() {
        assertThat(TileId.containing(0, 0, 1)).isEqualTo(new TileId(0, 0, 1));
        assertThat(TileId.containing(0, 256, 300)).isEqualTo(new TileId(0, 1, 44));
        assertThat(TileId.containing(0, 255, 300)).isEqualTo(new TileId(0, 0, 256));
        assertThat(TileId.containing(1, 0, 1_000)).isEqualTo(new TileId(1, 0, 3));
        assertThat(TileId.containing(2, 0, 70_000)).isEqualTo(new TileId(2, 0, 1));
        assertThatThrownBy(() -> TileId.containing(1, 3, 1_000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void encodesEntriesWithTheirLengths() {
        EntryBundle bundle = new EntryBundle(List.of(new byte[0], new byte[] {1, 2}, new byte[EntryBundle.LONGEST]));
        byte[] encoded = bundle.encode();
        assertThat(EntryBundle.decode(encoded)).isEqualTo(bundle);
        assertThatThrownBy(() -> EntryBundle.decode(Arrays.copyOf(encoded, encoded.length - 1)))
                .hasMessage("entry 2 of the bundle is truncated");
        assertThatThrownBy(() -> EntryBundle.decode(new byte[] {0})).hasMessage("entry 0 of the bundle is truncated");
        assertThatThrownBy(() -> new EntryBundle(List.of(new byte[EntryBundle.LONGEST + 1])))
                .hasMessageContaining("65535");
    }
}
