package dev.torrentcrates.bench.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes up names of crates that spread over the folders of an index as real ones do: a third are
 * one word, the others mostly belong to families such as {@code tokio-}, whose sizes vary as much
 * as those of real ones.
 */
final class CrateNames {
    private static final double ONE_WORD = 0.33;
    private static final double FIRST_OF_FAMILY = 0.4;
    private static final double THIRD_WORD = 0.3;
    private static final double MADE_UP_SUFFIX = 0.5;
    private static final double ACRONYM = 0.12;
    private static final double UNDERSCORE = 0.25;

    /** How often a word begins with these, in the order of the letters. */
    private static final String[] ONSETS =
            ("a a a b b b br bl c c c c c ch cl cr cr d d d d e e e f f f fl fr g g g gr h h i i j"
                            + " k l l l l m m m m n n n o o p p p p pr pr qu r r r r r s s s s s sc"
                            + " se sh sl sp st st st t t t t th tr tr u v v w w x y z")
                    .split(" ");

    private static final String[] VOWELS =
            "a a a e e e e i i i o o o u u ai ea io oo ou".split(" ");
    private static final String[] MIDDLES =
            "b c ck d dd f g l l ll m m n n n nd ng p pp r r r s ss st t t tt v x z".split(" ");
    private static final String[] CODAS =
            ("  b ck d d er er et f g ify k l le ly m n n n ng on or p r r rs rs s st t t th um us x"
                            + " y")
                    .split(" ");
    private static final String[] SUFFIXES =
            ("core core core sys sys macros macros macro derive derive cli cli utils util types"
                            + " client server rs rs test async api sdk io common parser codegen build"
                            + " proto error config plugin runtime wasm db http json lib tools engine")
                    .split(" ");

    private final SplittableRandom random;
    private final List<String> names = new ArrayList<>();
    private final Set<String> canonical = new HashSet<>();

    private CrateNames(SplittableRandom random) {
        this.random = random;
    }

    /** So many names, no two of which are one name for crates.io. */
    static List<String> list(int count, SplittableRandom random) {
        CrateNames made = new CrateNames(random);
        while (made.names.size() < count) {
            made.add(made.name());
        }
        return made.names;
    }

    /** What the names of a family begin with. */
    static String family(String name) {
        return name.split("[-_]", 2)[0];
    }

    private void add(String name) {
        if (canonical.add(name.replace('_', '-'))) {
            names.add(name);
        }
    }

    private String name() {
        if (names.isEmpty() || random.nextDouble() < ONE_WORD) {
            return word();
        }
        String first = random.nextDouble() < FIRST_OF_FAMILY ? word() : firstWordOfAnother();
        String separator = random.nextDouble() < UNDERSCORE ? "_" : "-";
        StringBuilder name = new StringBuilder(first).append(separator).append(suffix());
        while (random.nextDouble() < THIRD_WORD && name.length() < 40) {
            name.append(separator).append(suffix());
        }
        return name.toString();
    }

    /** Large families grow faster, as they do in reality. */
    private String firstWordOfAnother() {
        return family(names.get(random.nextInt(names.size())));
    }

    private String suffix() {
        return random.nextDouble() < MADE_UP_SUFFIX ? word() : any(SUFFIXES);
    }

    private String word() {
        if (random.nextDouble() < ACRONYM) {
            return acronym();
        }
        StringBuilder word = new StringBuilder(any(ONSETS));
        word.append(any(VOWELS));
        int syllables = random.nextInt(3);
        for (int i = 0; i < syllables; i++) {
            word.append(any(MIDDLES)).append(any(VOWELS));
        }
        return word.append(any(CODAS)).toString();
    }

    private String acronym() {
        StringBuilder acronym = new StringBuilder();
        int letters = 2 + random.nextInt(3);
        for (int i = 0; i < letters; i++) {
            acronym.append((char) ('a' + random.nextInt(26)));
        }
        return acronym.toString();
    }

    private String any(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
