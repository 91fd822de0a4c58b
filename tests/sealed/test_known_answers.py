"""Examples that the standards print, worked by what we build on. Each test names its standard and section."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from nacl import bindings

from tests.sealed.soft_sm2 import SoftSm2
from xuncha.sealed.gm import GM
from xuncha.sealed.suites import INTL, Cost

of = bytes.fromhex

GCM_PLAIN = of(
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"
)
GCM_KEY = of("feffe9928665731c6d6a8f9467308308")
GCM_NONCE = of("cafebabefacedbaddecaf888")
GCM_BOUND = of("feedfacedeadbeeffeedfacedeadbeefabaddad2")


@pytest.mark.parametrize(
    ("key", "nonce", "plain", "bound", "cipher", "tag"),
    [
        pytest.param(bytes(16), bytes(12), b"", b"", "", "58e2fccefa7e3061367f1d57a4e7455a", id="case 1"),
        pytest.param(
            bytes(16), bytes(12), bytes(16), b"",
            "0388dace60b6a392f328c2b971b2fe78", "ab6e47d42cec13bdf53a67b21257bddf", id="case 2",
        ),
        pytest.param(
            GCM_KEY, GCM_NONCE, GCM_PLAIN, b"",
            "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
            "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985",
            "4d5c2af327cd64a62cf35abd2ba6fab4", id="case 3",
        ),
        pytest.param(
            GCM_KEY, GCM_NONCE, GCM_PLAIN[:60], GCM_BOUND,
            "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
            "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091",
            "5bc94fbc3221a5db94fae95ae7121a47", id="case 4",
        ),
        pytest.param(bytes(32), bytes(12), b"", b"", "", "530f8afbc74536b9a963b4f1c4cb738b", id="case 13"),
        pytest.param(
            bytes(32), bytes(12), bytes(16), b"",
            "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919", id="case 14",
        ),
        pytest.param(
            GCM_KEY * 2, GCM_NONCE, GCM_PLAIN, b"",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
            "b094dac5d93471bdec1a502270e3cc6c", id="case 15",
        ),
        pytest.param(
            GCM_KEY * 2, GCM_NONCE, GCM_PLAIN[:60], GCM_BOUND,
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
            "76fc6ece0f4e1768cddf8853bb2d551b", id="case 16",
        ),
    ],
)  # fmt: skip
def test_aes_gcm(key: bytes, nonce: bytes, plain: bytes, bound: bytes, cipher: str, tag: str) -> None:
    """The examples submitted with GCM to NIST (SP 800-38D, gcm-revised-spec appendix B)."""
    sealed = AESGCM(key).encrypt(nonce, plain, bound)
    assert (sealed[:-16].hex(), sealed[-16:].hex()) == (cipher, tag)
    assert AESGCM(key).decrypt(nonce, sealed, bound) == plain


def test_sm4_gcm() -> None:
    """RFC 8998 appendix A.1."""
    key, nonce = of("0123456789abcdeffedcba9876543210"), of("00001234567800000000abcd")
    plain = b"".join(bytes([byte]) * 8 for byte in of("aabbccddeeffeeaa"))
    seal = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    seal.authenticate_additional_data(GCM_BOUND)
    assert (seal.update(plain) + seal.finalize()).hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
    )
    assert seal.tag.hex() == "83de3541e4c2b58177e065a9bf7b62ec"


def test_sm4_once_and_a_million_times() -> None:
    """GB/T 32907 appendix A, examples 1 and 2. A block encrypted again and again is the last block of CBC over zeros."""
    plain = key = of("0123456789abcdeffedcba9876543210")
    block = Cipher(algorithms.SM4(key), modes.ECB()).encryptor()
    assert block.update(plain).hex() == "681edf34d206965e86b3e94f536e4246"
    chain = Cipher(algorithms.SM4(key), modes.CBC(plain)).encryptor()
    assert chain.update(bytes(16 * 1_000_000))[-16:].hex() == "595298c7c6fd271f0402f804c33d3f66"


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
    ids=["example 1", "example 2"],
)
def test_sm3(message: bytes, digest: str) -> None:
    """GB/T 32905 appendix A."""
    assert GM.digest(message).hex() == digest


SM2_SECRET = of("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8")
SM2_PUBLIC = of(
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
SM2_ONCE = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
SM2_SIGNATURE = of(
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)
SM2_CIPHER = of(
    "0404ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73e8"
    "58f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0"
    "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766"
    "21886ca989ca9c7d58087307ca93092d651efa"
)


def test_sm2_signature() -> None:
    """GB/T 32918.5 appendix A.2."""
    module = SoftSm2(lambda bits: SM2_ONCE)
    assert module.key_pair(SM2_SECRET) == (SM2_SECRET, SM2_PUBLIC)
    assert module.sign(SM2_SECRET, b"message digest") == SM2_SIGNATURE
    assert module.verify(SM2_PUBLIC, b"message digest", SM2_SIGNATURE)
    assert not module.verify(SM2_PUBLIC, b"message digesT", SM2_SIGNATURE)


def test_sm2_encryption() -> None:
    """GB/T 32918.5 appendix C.2."""
    module = SoftSm2(lambda bits: SM2_ONCE)
    assert module.encrypt(SM2_PUBLIC, b"encryption standard") == SM2_CIPHER
    assert module.decrypt(SM2_SECRET, SM2_CIPHER) == b"encryption standard"


def test_argon2id() -> None:
    """RFC 9106 §5.3; libsodium knows neither lanes nor a secret, so what it makes is compared with who passed this."""
    told = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    )
    assert (
        told.derive(b"\x01" * 32).hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    )
    same = Argon2id(salt=b"\x02" * 16, length=32, iterations=3, lanes=1, memory_cost=64)
    assert INTL.stretch("口令", b"\x02" * 16, Cost(3, 64 * 1024)) == same.derive("口令".encode())


@pytest.mark.parametrize(
    ("scalar", "point", "product"),
    [
        (
            "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
            "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
            "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        ),
        (
            "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
            "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
            "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
        ),
    ],
    ids=["vector 1", "vector 2"],
)
def test_x25519(scalar: str, point: str, product: str) -> None:
    """RFC 7748 §5.2."""
    assert bindings.crypto_scalarmult(of(scalar), of(point)).hex() == product


def test_x25519_a_thousand_times() -> None:
    """RFC 7748 §5.2: after 1 and after 1,000 rounds."""
    k = u = (9).to_bytes(32, "little")
    seen = []
    for _ in range(1000):
        k, u = bindings.crypto_scalarmult(k, u), k
        seen.append(k.hex())
    assert seen[0] == "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"
    assert seen[-1] == "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"


def test_x25519_of_two_people() -> None:
    """RFC 7748 §6.1."""
    alice = of("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
    bob = of("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
    public = {key: bindings.crypto_scalarmult_base(key) for key in (alice, bob)}
    assert public[alice].hex() == "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    assert public[bob].hex() == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
    assert bindings.crypto_scalarmult(alice, public[bob]).hex() == shared
    assert bindings.crypto_scalarmult(bob, public[alice]).hex() == shared


@pytest.mark.parametrize(
    ("seed", "public", "message", "signature"),
    [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            "4a7c15e9716ed28dc027beceea1ec40a",
        ),
    ],
    ids=["test 1", "test 2", "test 3"],
)
def test_ed25519(seed: str, public: str, message: str, signature: str) -> None:
    """RFC 8032 §7.1."""
    secret, made = INTL.sign_pair(of(seed))
    assert made.hex() == public
    assert INTL.sign(secret, of(message)).hex() == signature
    assert INTL.verify(made, of(message), of(signature))
    assert not INTL.verify(made, of(message) + b"\0", of(signature))


def test_xchacha20_poly1305() -> None:
    """draft-irtf-cfrg-xchacha-03 appendix A.3.1; our suite opens it in its own layout, nonce before box."""
    key, nonce, bound = bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58)), of("50515253c0c1c2c3c4c5c6c7")
    plain = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
        b"sunscreen would be it."
    )
    sealed = of(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6"
        "708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c9763"
        "7da9768812f615c68b13b52e" + "c0875924c1c7987947deafd8780acf49"
    )
    assert bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key) == sealed
    assert INTL.unlock(key, bound, nonce + sealed) == plain


def test_blake2b() -> None:
    """RFC 7693 appendix A."""
    assert hashlib.blake2b(b"abc").hexdigest() == (
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
        "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"
    )


def test_sha256() -> None:
    """FIPS 180-4, the example of one block."""
    assert INTL.digest(b"abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
