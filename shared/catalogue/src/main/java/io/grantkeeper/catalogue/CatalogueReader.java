package io.grantkeeper.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the product tables: tab-separated, one product a row, values within a cell separated by a vertical bar, lines
 * that start with # and the heading row skipped. Another name that is an ordinary word starts with a tilde.
 */
final class CatalogueReader {

    static final String HEADING = "id\tname\tother names\tpublishers\tdomains\tcategory\tclient ids\tai\tname strength";
    private static final int COLUMNS = 9;
    private static final String ORDINARY = "~";
    private static final Map<String, Category> CATEGORIES = byWord(Category.values(), Category::word);
    private static final Map<String, AiRole> ROLES = byWord(AiRole.values(), AiRole::word);
    private static final Map<String, NameStrength> STRENGTHS = byWord(NameStrength.values(), NameStrength::word);

    private CatalogueReader() {}

    /** A product, and the line that tells of it. */
    record Row(Product product, String line) {}

    static List<Row> parse(String source, List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#") || line.equals(HEADING)) {
                continue;
            }
            try {
                rows.add(new Row(product(line), line));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(source + " line " + (i + 1) + ": " + wrong.getMessage(), wrong);
            }
        }
        return rows;
    }

    static Product product(String line) {
        return product(line.split("\t", -1));
    }

    private static Product product(String[] cells) {
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "a row has " + COLUMNS + " cells separated by tabs, but this one has " + cells.length);
        }
        return new Product(
                new ProductId(cells[0]),
                cells[1],
                names(cells[2]),
                ordinary(cells[2]),
                values(cells[3]),
                values(cells[4]),
                category(cells[5]),
                cells[6].isEmpty()
                        ? List.of()
                        : values(cells[6]).stream()
                                .map(CatalogueReader::clientId)
                                .toList(),
                role(cells[7]),
                strength(cells[8]));
    }

    private static List<String> names(String cell) {
        return cell.contains(ORDINARY)
                ? values(cell).stream()
                        .map(name -> name.startsWith(ORDINARY) ? name.substring(1) : name)
                        .toList()
                : values(cell);
    }

    private static List<String> ordinary(String cell) {
        return cell.contains(ORDINARY)
                ? values(cell).stream()
                        .filter(name -> name.startsWith(ORDINARY))
                        .map(name -> name.substring(1))
                        .toList()
                : List.of();
    }

    private static List<String> values(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split("\\|", -1));
    }

    private static ProviderClientId clientId(String value) {
        int equals = value.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("a client id is written provider=id, but is '" + value + "'");
        }
        return new ProviderClientId(value.substring(0, equals), value.substring(equals + 1));
    }

    private static Category category(String word) {
        return found(CATEGORIES.get(word), "no category is called", word);
    }

    private static AiRole role(String word) {
        return found(ROLES.get(word), "the column ai is product, feature, suite or none, not", word);
    }

    static NameStrength strength(String word) {
        return found(STRENGTHS.get(word), "the column name strength is distinct, word or shared, not", word);
    }

    private static <T> T found(@Nullable T meant, String otherwise, String word) {
        if (meant == null) {
            throw new IllegalArgumentException("%s '%s'".formatted(otherwise, word));
        }
        return meant;
    }

    private static <T> Map<String, T> byWord(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(word, Function.identity()));
    }
}
